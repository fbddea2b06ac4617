using System.Threading.Channels;
using PlayedTime;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>
/// Delivers what happens in the shop to the subscriptions of its topic, with Shopify's limits, retries and removals, and with the faults
/// that are set. Nothing is delivered before <see cref="RunAsync"/> runs.
/// </summary>
public sealed class WebhookDeliverer : IDisposable
{
    private readonly SimulatedShop _shop;
    private readonly SubscribedWebhooks _subscriptions;
    private readonly Faults _faults;
    private readonly TimeProvider _time;
    private readonly WebhookChance _chance;
    private readonly WebhookSender _sender;
    private readonly DeliveryAttempts _attempts;
    private readonly DeliveryLedger _ledger = new();
    private readonly Debounce _debounce = new();

    /// <summary>What was triggered; null says that one that was early is due. Each holds the clock until it is read.</summary>
    private readonly Channel<(Trigger? Trigger, IDisposable? Hold)> _triggers =
        Channel.CreateUnbounded<(Trigger? Trigger, IDisposable? Hold)>(new UnboundedChannelOptions { SingleReader = true });

    /// <summary>
    /// What is to be assembled, the first one first, and of one instant in the order in which it happened: of two changes of a record the
    /// later one's payload must not be taken for a repetition of one that is assembled before it. Timers would ring in any order.
    /// </summary>
    private readonly PriorityQueue<Trigger, (DateTimeOffset AssembleAt, long Number)> _waiting = new();

    private long _taken;

    /// <param name="http">How addresses are reached. It must not follow redirects: to Shopify they are failures.</param>
    /// <param name="time">Shopify's clock.</param>
    /// <param name="random">Where ids and faults come from; used by nobody else.</param>
    /// <param name="secret">The app's client secret, which signs.</param>
    /// <param name="apiVersion">In which webhooks come, unless the faults have another one.</param>
    public WebhookDeliverer(
        SimulatedShop shop,
        SubscribedWebhooks subscriptions,
        Faults faults,
        HttpMessageInvoker http,
        TimeProvider time,
        Random random,
        string secret,
        string apiVersion)
    {
        (_shop, _subscriptions, _faults, _time) = (shop, subscriptions, faults, time);
        _chance = new WebhookChance(random, faults);
        _sender = new WebhookSender(http, shop.Domain, () => faults.WebhookApiVersion ?? apiVersion, secret, time);
        _attempts = new DeliveryAttempts(_sender, subscriptions, _ledger, time);
    }

    /// <summary>What every attempt from now on is signed with, retries included.</summary>
    public string Secret
    {
        get => _sender.Secret;
        set => _sender.Secret = value;
    }

    public DeliveryStatistics Statistics => _ledger.Statistics;

    /// <summary>An HTTP handler with Shopify's habits. https://shopify.dev/docs/apps/build/webhooks/subscribe/https</summary>
    /// <param name="time">Shopify's clock.</param>
    public static SocketsHttpHandler CreateHandler(TimeProvider time) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        MaxConnectionsPerServer = WebhookSender.MaxConnections,
        ConnectCallback = (context, cancellationToken) =>
            new(WebhookConnection.OpenAsync(token => WebhookConnection.ConnectAsync(context.DnsEndPoint, token), time, cancellationToken)),
    };

    /// <summary>Takes what happened and returns at once: <see cref="SimulatedShop.Happened"/> calls it under the shop's lock.</summary>
    public void Take(ShopEvent shopEvent)
    {
        _ledger.Note(counts => counts with { Events = counts.Events + 1 });
        var topic = Topics.GraphQlNameOf(shopEvent.Topic);
        foreach (var subscription in _subscriptions.All)
        {
            if (subscription.Topic != topic) continue;
            _ledger.Begin();
            if (!TryWrite(_chance.Draw(shopEvent, subscription))) _ledger.End();
        }
    }

    /// <summary>
    /// Delivers until <paramref name="stopping"/>; then attempts under way go on to their end, and what waits is dropped. It cannot run
    /// again.
    /// </summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            await foreach (var (trigger, hold) in _triggers.Reader.ReadAllAsync(stopping))
            {
                using (hold) AssembleDue(trigger, stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
        finally
        {
            _triggers.Writer.Complete();
            while (_triggers.Reader.TryRead(out var left))
            {
                using (left.Hold)
                {
                    if (left.Trigger is not null) _ledger.End();
                }
            }

            for (; _waiting.Count > 0; _waiting.Dequeue()) _ledger.End();
        }

        await _ledger.WhenIdleAsync(CancellationToken.None);
    }

    /// <summary>Until nothing waits: everything that has happened by now is delivered, dropped or given up.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) => _ledger.WhenIdleAsync(cancellationToken);

    /// <summary>The admin's test button: one attempt, of sample records that no shop has. It does not count.</summary>
    /// <param name="topic">As the header has it.</param>
    /// <returns>Whether it was answered 2xx.</returns>
    public Task<bool> SendTestAsync(string topic, string uri, CancellationToken cancellationToken)
    {
        var (webhookId, eventId, triggeredAt) = _chance.DrawTest(_time.GetUtcNow());
        var productId = Topics.IsOfProducts(topic) ? SamplePayload.ProductId : (long?)null;
        return _sender.TryAsync(
            new Delivery(uri, topic, productId, webhookId, eventId, triggeredAt, SamplePayload.BytesOf(topic), IsTest: true),
            cancellationToken);
    }

    public void Dispose() => _sender.Dispose();

    private bool TryWrite(Trigger? trigger)
    {
        var hold = _time.Hold("a webhook that is to be assembled");
        if (_triggers.Writer.TryWrite((trigger, hold))) return true;
        hold?.Dispose();
        return false;
    }

    private void AssembleDue(Trigger? more, CancellationToken stopping)
    {
        if (more is not null) _waiting.Enqueue(more, (more.AssembleAt, _taken++));
        while (_waiting.TryPeek(out var first, out _))
        {
            var early = first.AssembleAt - _shop.Now;
            if (early > TimeSpan.Zero)
            {
                _ = WakeAfterAsync(early, stopping);
                return;
            }

            Assemble(_waiting.Dequeue(), stopping);
        }
    }

    private async Task WakeAfterAsync(TimeSpan wait, CancellationToken stopping)
    {
        using var work = _time.BeginWork("the wait for a late payload");
        try
        {
            // A delay is cut to whole milliseconds, and one that is over too early would begin again and again.
            await Task.Delay(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)), _time, stopping);
            TryWrite(trigger: null);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) // what waits is dropped
        {
        }
    }

    private void Assemble(Trigger trigger, CancellationToken stopping)
    {
        var (happened, subscription) = (trigger.Event, trigger.Subscription);
        if (_shop.Read(view => Payload.Of(view, happened.Topic, happened.Id, happened.LocationId, _shop.Offset)) is { } payload)
        {
            var body = Payload.BytesOf(payload, subscription.IncludeFields);
            if (_debounce.Drops(happened, subscription.Id, body, _time.GetUtcNow(), _faults.DebounceLosesReturns))
                _ledger.Note(counts => counts with { Debounced = counts.Debounced + 1 });
            else if (trigger.IsLost) _ledger.Note(counts => counts with { Lost = counts.Lost + 1 });
            else Send(trigger, body, stopping);
        }

        _ledger.End();
    }

    private void Send(Trigger trigger, byte[] body, CancellationToken stopping)
    {
        var (happened, subscription) = (trigger.Event, trigger.Subscription);
        var productId = Topics.IsOfProducts(happened.Topic) ? happened.Id : (long?)null;
        var delivery = new Delivery(
            subscription.Uri, happened.Topic, productId, trigger.WebhookId, happened.EventId, trigger.TriggeredAt, body);
        foreach (var wait in trigger.Waits)
        {
            _ledger.Begin();
            _ = _attempts.DeliverAsync(delivery, subscription.Id, wait, stopping);
        }
    }
}
