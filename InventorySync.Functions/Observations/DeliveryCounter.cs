using InventorySync.Inventory;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Observations;

/// <summary>
/// How webhook deliveries are answered, by hour and topic: whether Shopify delivered at all, and with what success, is what a lost change is explained by. Counted here, and added up in the database
/// once a minute by the delivery that finds it due. Best effort.
/// </summary>
public sealed class DeliveryCounter(IObservationStore store, TimeProvider timeProvider, ILogger<DeliveryCounter> logger)
{
    /// <summary>One small transaction of an instance in so long, however many deliveries come, and whoever sends them.</summary>
    internal static readonly TimeSpan WriteInterval = TimeSpan.FromMinutes(1);

    /// <summary>What the delivery that writes may lose by it, of the five seconds that Shopify waits: webhooks are taken in while the database is away.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>How long a drift is looked back on.</summary>
    internal static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    private readonly Lock _lock = new();
    private Dictionary<(long Hour, string Topic, string Outcome), long> _counts = [];
    private UnixTime? _writtenAt;

    /// <summary>Counts a delivery, and once a minute writes what has been counted. Never throws.</summary>
    /// <param name="topic">One that the app knows, or "other".</param>
    public async Task CountAsync(string topic, string outcome, CancellationToken cancellationToken)
    {
        var now = timeProvider.Now();
        bool isDue;
        lock (_lock)
        {
            var key = (now.Hour, topic, outcome);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            // Not the first one of an instance, which may be waited for since the instance was asked for.
            isDue = now >= (_writtenAt ??= now).Add(WriteInterval);
        }

        if (isDue) await FlushAsync(cancellationToken);
    }

    /// <summary>Writes what has been counted: at a stop, by the recovery timer, and before somebody reads. Never throws.</summary>
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
            // Whoever is answered meanwhile must not suffer by it; the next minute tries again.
            PutBack(counts);
            if (!cancellationToken.IsCancellationRequested) Log.DeliveriesNotWritten(logger, e, e.Message);
        }
    }

    private List<DeliveryCount> Take()
    {
        lock (_lock)
        {
            _writtenAt = timeProvider.Now();
            List<DeliveryCount> counts = [.. _counts.Select(count => new DeliveryCount(count.Key.Hour, count.Key.Topic, count.Key.Outcome, count.Value))];
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
