using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Observations;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Probe;

/// <summary>What comes of a probe: what is wrong is repaired and counted, and where much is, a full sync is asked for.</summary>
public sealed class ProbeRepair(
    IProbeStore store, IChangeStore changes, ISubscriptionStore subscriptions, ObservationLog observations, TimeProvider timeProvider,
    SyncMetrics metrics, ILogger<ProbeRepair> logger)
{
    /// <summary>
    /// Of a hundred items: 3 of 20. One is a webhook that was lost, which happens; three of twenty drawn at random are a store of which a
    /// seventh is wrong.
    /// </summary>
    private const int AlarmingPercent = 15;

    /// <summary>
    /// Between two full syncs that probes ask for: where the pipeline stays dead the tables follow the store so often, whatever a download
    /// takes.
    /// </summary>
    internal static readonly TimeSpan SyncInterval = TimeSpan.FromMinutes(30);

    /// <param name="late">Items that were wrong at first, and right a minute later.</param>
    /// <param name="wrong">Items that stayed wrong.</param>
    /// <param name="syncAskedAt">When a probe last asked for a full sync; null if none has.</param>
    /// <returns>Whether a full sync was asked for.</returns>
    internal async Task<bool> SettleAsync(
        Dictionary<long, ItemRead> reads, int late, IReadOnlyList<ProbedItem> wrong, UnixTime? syncAskedAt,
        CancellationToken cancellationToken)
    {
        var causes = await RepairAsync(reads, wrong, cancellationToken);
        await observations.FlushAsync(cancellationToken);
        metrics.CountProbed(reads.Count - late - wrong.Count, "Right");
        metrics.CountProbed(late, "Late");
        metrics.CountProbed(wrong.Count, "Wrong");
        var isAlarming = wrong.Count > 0 && wrong.Count * 100 >= AlarmingPercent * reads.Count;
        var now = timeProvider.Now();
        var asks = isAlarming && (syncAskedAt is not { } before || now >= before.Add(SyncInterval));
        if (isAlarming) Log.Alarming(logger, wrong.Count, reads.Count, asks);
        await store.RecordProbeAsync(
            new ProbeRecord(now, reads.Count, late, wrong.Count, causes, isAlarming, asks ? now : syncAskedAt, Failure: null),
            asks ? new EarlySync(EarlySyncReason.Probe, now, reads.Values.Max(read => read.SeenAt), now) : null,
            cancellationToken);
        return asks;
    }

    private async Task<IReadOnlyList<ProbeCause>> RepairAsync(
        Dictionary<long, ItemRead> reads, IReadOnlyList<ProbedItem> wrong, CancellationToken cancellationToken)
    {
        var areSubscriptionsWrong = wrong.Count > 0 && IsWrong(await subscriptions.GetSubscriptionHealthAsync(cancellationToken));
        List<ProbeCause> causes = [];
        foreach (var item in wrong)
        {
            var read = reads[item.InventoryItemId];
            var cause = CauseOf(item, read, areSubscriptionsWrong);
            causes.Add(cause);
            metrics.CountProbeMismatch(cause.ToString());
            var change = await changes.ApplyAsync<ItemChange>(read, timeProvider.Now(), cancellationToken);
            observations.Add(ReadObservations.OfItem(ObservationSource.Probe, read, cause.ToString(), change, timeProvider.Now()));
            Log.Repaired(logger, item.InventoryItemId, string.Join(", ", change.Skus), cause, change.OldAvailable, change.NewAvailable);
        }

        return causes;
    }

    private static ProbeCause CauseOf(ProbedItem held, ItemRead read, bool areSubscriptionsWrong)
    {
        if (!ItemComparison.IsWrongByItself(held, read)) return ProbeCause.Sum;
        if (held.HasFailedChange) return ProbeCause.FailedChange;
        if (held.HasLookUp) return ProbeCause.WaitingLookUp;
        return areSubscriptionsWrong ? ProbeCause.Subscriptions : ProbeCause.Unknown;
    }

    private static bool IsWrong(SubscriptionHealth health) =>
        health.Failure is not null || health.UninstalledAt is not null || health.LastCheck is { Lost: > 0 };
}
