using System.Runtime.InteropServices;
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

    /// <summary>
    /// How long a count waits for an absent database, from when it was counted: what waited in the queue for days was received before.
    /// </summary>
    internal static readonly TimeSpan MostWait = TimeSpan.FromDays(1);

    private readonly Lock _lock = new();
    private Dictionary<CountKey, long> _counts = [];

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
                Patience, token => store.RecordDeliveriesAsync(RowsOf(counts), timeProvider.Now().Add(-Kept), token), cancellationToken);
        }
        catch (Exception e)
        {
            // The next minute tries again.
            var dropped = PutBack(counts);
            if (!cancellationToken.IsCancellationRequested) Log.DeliveriesNotWritten(logger, e, e.Message);
            if (dropped > 0) Log.DeliveriesDropped(logger, dropped, MostWait.TotalHours);
        }
    }

    private void Count(string topic, string outcome, UnixTime at)
    {
        var key = new CountKey(timeProvider.Now().Hour, at.Hour, topic, outcome);
        lock (_lock) _counts[key] = _counts.GetValueOrDefault(key) + 1;
    }

    private Dictionary<CountKey, long> Take()
    {
        lock (_lock)
        {
            var counts = _counts;
            _counts = [];
            return counts;
        }
    }

    /// <summary>There are few keys, and a day of them at most: what an absent database costs is bounded.</summary>
    /// <returns>Deliveries that have waited for too long, and are not put back.</returns>
    private long PutBack(Dictionary<CountKey, long> counts)
    {
        var oldest = timeProvider.Now().Add(-MostWait).Hour;
        var dropped = 0L;
        lock (_lock)
        {
            foreach (var (key, deliveries) in counts)
            {
                if (key.CountedIn < oldest) dropped += deliveries;
                else _counts[key] = _counts.GetValueOrDefault(key) + deliveries;
            }
        }

        return dropped;
    }

    private static List<DeliveryCount> RowsOf(Dictionary<CountKey, long> counts) =>
    [
        .. counts.GroupBy(count => (count.Key.Hour, count.Key.Topic, count.Key.Outcome))
            .Select(row => new DeliveryCount(row.Key.Hour, row.Key.Topic, row.Key.Outcome, row.Sum(count => count.Value))),
    ];

    /// <summary>What deliveries have in common that are counted together.</summary>
    /// <param name="CountedIn">The hour in which they were counted.</param>
    /// <param name="Hour">The hour in which they were received.</param>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct CountKey(long CountedIn, long Hour, string Topic, string Outcome);
}
