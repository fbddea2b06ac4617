using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// What lies between Shopify and the receiver: payloads assembled late, lost, repeated, reordered and delayed deliveries, and those that
/// are tried again.
/// </summary>
internal sealed class Deliveries(History history)
{
    public const string Secret = "a secret of the simulation";

    private static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    /// <summary>Eight more tries within four hours.</summary>
    private static readonly TimeSpan[] Retries =
        [.. new[] { 10, 30, 120, 300, 900, 1_800, 3_600, 7_200 }.Select(seconds => TimeSpan.FromSeconds(seconds))];

    /// <summary>The numbers of digits that a Triggered-At has been seen with after its second.</summary>
    private static readonly int[] Digits = [0, 6, 6, 9];

    private readonly Debounce _debounce = new();
    private readonly List<string> _subscriptions = [];
    private int _deliveries;

    /// <summary>The offset that the shop's payloads write their times in.</summary>
    private readonly TimeSpan _offset = TimeSpan.FromMinutes(Dice.Of(history.Plan.Seed, 2).Of<int>([-300, 0, 330, 420, -570]));

    /// <summary>
    /// How many of the shop's events no webhook told: Shopify dropped a payload that repeated one, or it was lost, or the record was gone.
    /// </summary>
    public int Debounced { get; private set; }

    public int Lost { get; private set; }

    /// <summary>Records whose last event Shopify did not tell, since the payload repeated one of the same second.</summary>
    public HashSet<(string Kind, long Id, long? LocationId)> LastWasDebounced { get; } = [];

    public void Tell(ShopEvent happened, Dice dice)
    {
        if (InventorySync.Inventory.Topics.Find(happened.Topic) is null || IsUntold(happened)) return;
        var late = history.Plan.AssemblesLate && dice.Chance(150) ? dice.Between(0, 8) : dice.Between(0, 0.05);
        var isLost = history.Plan.LosesWebhooks && dice.Chance(150);
        var copies = history.Plan.RepeatsWebhooks && dice.Chance(100) ? 2 : 1;
        TimeSpan[] delays = [.. Enumerable.Range(0, copies).Select(_ => DelayOf(dice))];
        var digits = dice.Of<int>(Digits);
        history.Pending++;
        history.Scheduler.After(late, () =>
        {
            history.Pending--;
            Assemble(happened, isLost, digits, delays);
        });
    }

    /// <summary>Whether inventory_levels/update also comes from inactive locations no source settles.</summary>
    private bool IsUntold(ShopEvent happened) => !history.Plan.TellsInactive
        && happened is { Topic: "inventory_levels/update", LocationId: { } location }
        && history.Shop.Read(shop => shop.Location(location)) is not { IsActive: true };

    private TimeSpan DelayOf(Dice dice) => !history.Plan.DelaysWebhooks || !dice.Chance(100) ? dice.Between(0.02, 7)
        : dice.Chance(700) ? dice.Between(10, 900) : dice.Between(900, 86_400);

    private void Assemble(ShopEvent happened, bool isLost, int digits, TimeSpan[] delays)
    {
        var payload = history.Shop.Read(shop => Payload.Of(shop, happened.Topic, happened.Id, happened.LocationId, _offset));
        if (payload is null) return; // the record is gone, which another webhook tells
        var body = Payload.BytesOf(payload, []);
        var record = (happened.Topic.Split('/')[0], happened.Id, happened.LocationId);
        if (_debounce.Drops(happened, SubscriptionOf(happened.Topic), body, history.Scheduler.Now, losesReturns: true))
        {
            Debounced++;
            LastWasDebounced.Add(record);
            history.Tell(() => $"Shopify drops {happened.Topic} of {happened.Id}, which repeats a payload of the same second");
            return;
        }

        LastWasDebounced.Remove(record);
        if (isLost)
        {
            Lost++;
            history.Tell(() => $"{happened.Topic} of {happened.Id} {happened.LocationId} is lost");
            return;
        }

        var number = ++_deliveries;
        var delivery = new Delivery(
            string.Create(CultureInfo.InvariantCulture, $"webhook-{number}"), happened.Topic, TimeText(happened.TriggeredAt, digits), body,
            Convert.ToBase64String(HMACSHA256.HashData(Key, body)));
        foreach (var delay in delays) Send(delivery, delay, tries: 0);
    }

    private void Send(Delivery delivery, TimeSpan delay, int tries)
    {
        history.Pending++;
        history.Scheduler.After(delay, () =>
        {
            history.Pending--;
            history.Scheduler.Begin(() => DeliverAsync(delivery, tries));
        });
    }

    private async Task DeliverAsync(Delivery delivery, int tries)
    {
        var instance = history.AnyInstance();
        var isOver = false;
        var end = instance.Unfinished(Fail);
        history.Pending++;
        history.Scheduler.After(TimeSpan.FromSeconds(5), Fail);

        var answer = await instance.Receiver.ReceiveAsync(
            "POST", delivery.Header, new SimulatedBody(instance, delivery.Body), CancellationToken.None);
        if (answer.Message is { } message)
        {
            await instance.PointAsync("the output binding, before");
            history.Queue.Enqueue(message, delivery.Id);
            await instance.PointAsync("the output binding, after");
        }

        end();
        if (isOver) return;
        isOver = true;
        history.Pending--;
        history.Checks.Answered(delivery.Id, answer);

        // Shopify waits for five seconds, and is told of no crash: both are a failure, after which it delivers again.
        void Fail()
        {
            if (isOver) return;
            isOver = true;
            history.Pending--;
            history.Tell(() => $"{delivery.Id} ({delivery.Topic}) is not answered");
            if (tries < Retries.Length) Send(delivery, Retries[tries], tries + 1);
            else Lost++;
        }
    }

    /// <summary>One subscription for each topic: only what it was sent itself is repeated.</summary>
    private int SubscriptionOf(string topic)
    {
        if (!_subscriptions.Contains(topic)) _subscriptions.Add(topic);
        return _subscriptions.IndexOf(topic);
    }

    private static string TimeText(DateTimeOffset time, int digits) => time.UtcDateTime.ToString(
        digits switch { 0 => "yyyy-MM-dd'T'HH:mm:ss'Z'", 6 =>
            "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", _ => "yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'" }, CultureInfo.InvariantCulture);

    private sealed record Delivery(string Id, string Topic, string TriggeredAt, byte[] Body, string Hmac)
    {
        public string? Header(string name) => name switch
        {
            "X-Shopify-Hmac-Sha256" => Hmac,
            "X-Shopify-Topic" => Topic,
            "X-Shopify-Shop-Domain" => Laboratory.Shop,
            "X-Shopify-Webhook-Id" => Id,
            "X-Shopify-Triggered-At" => TriggeredAt,
            _ => null,
        };
    }
}

/// <summary>A body that comes after an await, as from a socket.</summary>
internal sealed class SimulatedBody(Instance instance, byte[] bytes) : Stream
{
    private int _position;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => _position; set => throw new NotSupportedException(); }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position == 0) await instance.PointAsync("the webhook's body");
        var count = Math.Min(buffer.Length, bytes.Length - _position);
        bytes.AsMemory(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush() => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
