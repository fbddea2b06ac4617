using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Observations;

/// <summary>
/// How webhook deliveries are answered, by hour and topic: whether Shopify delivered at all, and with what success, is what a lost change
/// is explained by. Counted in memory and added up in the database by <see cref="DeliveryWriter"/>: nothing that answers Shopify waits for
/// the inventory database. Best effort.
/// </summary>
public sealed class DeliveryCounter(
    IObservationStore store, TimeProvider timeProvider, SyncMetrics metrics, ILogger<DeliveryCounter> logger)
{
    /// <summary>What a write may take: a stop must not wait longer for it.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long a drift is looked back on.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private Dictionary<(long Hour, string Topic, string Outcome), long> _counts = [];

    /// <summary>Counts a delivery that was answered and put nothing into the queue.</summary>
    /// <param name="topic">One that the app knows, or "other".</param>
    public void Count(string topic, string outcome) => Count(topic, outcome, timeProvider.Now());

    /// <summary>
    /// Counts a delivery that came through the queue, here and as a metric. Only there it is known to have been accepted: the host puts it
    /// into the queue after the webhook's function has ended, and answers 500 if the queue refuses.
    /// </summary>
    /// <param name="kind">The message's kind.</param>
    public void CountAccepted(string? topic, string kind, UnixTime receivedAt)
    {
        var (tag, outcome) = (Topics.TagOf(topic), kind == ChangeKinds.Rejected ? "Rejected" : "Queued");
        metrics.CountWebhook(tag, outcome);
        Count(tag, outcome, receivedAt);
    }

    /// <summary>
    /// Writes what has been counted: every minute, at a stop, by the recovery timer, and before drift is judged. Never throws.
    /// </summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Take() is not { Count: > 0 } counts) return;
        try
        {
            await timeProvider.RunWithinAsync(
                Patience, token => store.RecordDeliveriesAsync(counts, timeProvider.Now().Add(-Kept), token), cancellationToken);
        }
        catch (Exception e)
        {
            // The next minute tries again.
            PutBack(counts);
            if (!cancellationToken.IsCancellationRequested) Log.DeliveriesNotWritten(logger, e, e.Message);
        }
    }

    private void Count(string topic, string outcome, UnixTime at)
    {
        lock (_lock)
        {
            var key = (at.Hour, topic, outcome);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
        }
    }

    private List<DeliveryCount> Take()
    {
        lock (_lock)
        {
            List<DeliveryCount> counts =
                [.. _counts.Select(count => new DeliveryCount(count.Key.Hour, count.Key.Topic, count.Key.Outcome, count.Value))];
            _counts = [];
            return counts;
        }
    }

    /// <summary>There are few keys, and a day of them at most: what an absent database costs is bounded.</summary>
    private void PutBack(List<DeliveryCount> counts)
    {
        var oldest = timeProvider.Now().Hour - 24;
        lock (_lock)
        {
            foreach (var (hour, topic, outcome, deliveries) in counts)
            {
                if (hour < oldest) continue;
                var key = (hour, topic, outcome);
                _counts[key] = _counts.GetValueOrDefault(key) + deliveries;
            }
        }
    }
}
