using System.Collections.Concurrent;
using PlayedTime;

namespace ShopifySimulator.Webhooks;

/// <summary>
/// Tries deliveries until they are accepted, as often as Shopify does, and removes the subscriptions of an address that does not answer.
/// </summary>
internal sealed class DeliveryAttempts(WebhookSender sender, SubscribedWebhooks subscriptions, DeliveryLedger ledger, TimeProvider time)
{
    /// <summary>How many deliveries a subscription's address has accepted.</summary>
    private readonly ConcurrentDictionary<long, long> _accepted = [];

    /// <summary>
    /// Delivers after <paramref name="wait"/>, in as many attempts as it takes. Ends what its caller has begun in the ledger.
    /// </summary>
    /// <param name="stopping">Ends every wait; an attempt under way goes on to its end.</param>
    public async Task DeliverAsync(Delivery delivery, long subscriptionId, TimeSpan wait, CancellationToken stopping)
    {
        using var work = time.BeginWork("a delivery of", delivery.Topic);
        try
        {
            if (wait > TimeSpan.Zero) await Task.Delay(wait, time, stopping);
            await TryUntilAcceptedAsync(delivery, subscriptionId, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested) // what waits is dropped
        {
        }
        finally
        {
            ledger.End();
        }
    }

    private async Task TryUntilAcceptedAsync(Delivery delivery, long subscriptionId, CancellationToken stopping)
    {
        var acceptedBefore = _accepted.GetValueOrDefault(subscriptionId);
        for (var failures = 0; !await sender.TryAsync(delivery, stopping);)
        {
            failures++;
            ledger.Note(counts => counts with { FailedAttempts = counts.FailedAttempts + 1 });
            if (failures <= Retries.Max)
            {
                await Task.Delay(Retries.GapAfter(failures), time, stopping);
                if (subscriptions.Has(subscriptionId)) continue;
            }

            GiveUp(subscriptionId, acceptedBefore);
            return;
        }

        _accepted.AddOrUpdate(subscriptionId, 1, (_, count) => count + 1);
        ledger.Note(counts => counts with { Delivered = counts.Delivered + 1 });
    }

    /// <summary>
    /// Eight failures in a row cost the subscription. They are one delivery's eight retries, with nothing accepted between them: counted
    /// over deliveries, an outage of a second would cost a busy shop all of its subscriptions, and Shopify speaks of failures that go on
    /// past the four hours. https://shopify.dev/docs/apps/build/webhooks/troubleshooting-webhooks
    /// </summary>
    private void GiveUp(long subscriptionId, long acceptedBefore)
    {
        ledger.Note(counts => counts with { GivenUp = counts.GivenUp + 1 });
        if (_accepted.GetValueOrDefault(subscriptionId) != acceptedBefore || !subscriptions.Remove(subscriptionId)) return;
        ledger.Note(counts => counts with { RemovedSubscriptions = counts.RemovedSubscriptions + 1 });
    }
}
