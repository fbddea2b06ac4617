using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;

namespace InventorySync.Probe;

/// <summary>
/// Compares some items with Shopify, by one query: those that have changed last, and some by lot. So a dead pipeline is found in minutes, also while the store is quiet and
/// nobody misses a webhook. What is wrong for longer than a minute is repaired and counted; where much is, a full sync is asked for (docs/decisions/0012).
/// </summary>
/// <param name="random">Draws the lot.</param>
public sealed class InventoryProbe(
    IInventoryStore store, InventoryReader items, ObservationLog observations, TimeProvider timeProvider, Random random, SyncMetrics metrics, ILogger<InventoryProbe> logger)
{
    /// <summary>Of each kind; together what one query of items holds (<see cref="InventoryReader.ItemsPerQuery"/>), some 700 points of it every five minutes.</summary>
    private const int Recent = 10, ByLot = 10;

    /// <summary>Of a hundred items: 3 of 20. One is a webhook that was lost, which happens; three of twenty drawn by lot are a store of which a seventh is wrong.</summary>
    private const int AlarmingPercent = 15;

    /// <summary>The prime of the lot's order.</summary>
    private const int LotModulus = 1_000_003;

    /// <summary>A webhook that was sent is here within seconds, and one that failed once is tried again within this.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Between two full syncs that probes ask for: where the pipeline stays dead the tables follow the store so often, whatever a download takes.</summary>
    internal static readonly TimeSpan SyncInterval = TimeSpan.FromMinutes(30);

    /// <returns>Whether a full sync was asked for, which should start at once.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // Before the first full sync there is nothing to compare with.
        if ((await store.GetSyncHistoryAsync(cancellationToken)).LastSuccessStartedAt is null) return false;
        var last = await store.GetProbeAsync(cancellationToken);
        try
        {
            return await CompareAsync(last?.SyncAskedAt, cancellationToken);
        }
        catch (ShopifyCallException e)
        {
            Log.ProbeFailed(logger, e, e.Message);
            await store.RecordProbeAsync(
                new ProbeRecord(timeProvider.Now(), 0, 0, 0, [], IsAlarming: false, last?.SyncAskedAt, e.Message), asked: null, cancellationToken);
            return false;
        }
    }

    private async Task<bool> CompareAsync(UnixTime? syncAskedAt, CancellationToken cancellationToken)
    {
        var ids = await store.SampleItemsAsync(Recent, ByLot, random.Next(1, LotModulus), random.Next(LotModulus), cancellationToken);
        var reads = (await items.ReadItemsAsync(ids, cancellationToken)).ToDictionary(read => read.InventoryItemId);
        var suspects = Wrong(await store.GetProbedItemsAsync(ids, cancellationToken), reads);
        var wrong = suspects.Count == 0 ? [] : await WaitAsync([.. suspects.Select(item => item.InventoryItemId)], reads, cancellationToken);

        // What is held then is about to be restored or moved, and what is written into it lost.
        if (wrong is null) return false;
        return await SettleAsync(reads, suspects.Count - wrong.Count, wrong, syncAskedAt, cancellationToken);
    }

    /// <summary>
    /// A minute later, those that the same read would still change. It is the tables that are read again: a change that came since then has a greater version than the read, and is no
    /// fault of theirs, however busy the item is.
    /// </summary>
    /// <returns>Null if the app has been paused meanwhile.</returns>
    private async Task<IReadOnlyList<ProbedItem>?> WaitAsync(IReadOnlyList<long> suspects, Dictionary<long, ItemRead> reads, CancellationToken cancellationToken)
    {
        await Task.Delay(Patience, timeProvider, cancellationToken);
        return await store.GetPauseAsync(cancellationToken) is null ? Wrong(await store.GetProbedItemsAsync(suspects, cancellationToken), reads) : null;
    }

    private async Task<bool> SettleAsync(
        Dictionary<long, ItemRead> reads, int late, IReadOnlyList<ProbedItem> wrong, UnixTime? syncAskedAt, CancellationToken cancellationToken)
    {
        var areSubscriptionsWrong = wrong.Count > 0 && IsWrong(await store.GetSubscriptionHealthAsync(cancellationToken));
        List<ProbeCause> causes = [];
        foreach (var item in wrong)
        {
            var cause = CauseOf(item, reads[item.InventoryItemId], areSubscriptionsWrong);
            causes.Add(cause);
            metrics.CountProbeMismatch(cause.ToString());
            var change = await store.ApplyItemReadAsync(reads[item.InventoryItemId], timeProvider.Now(), cancellationToken);
            observations.Add(
                ReadObservations.OfItem(ObservationSource.Probe, reads[item.InventoryItemId], cause.ToString(), change, timeProvider.Now()));
            Log.Repaired(logger, item.InventoryItemId, string.Join(", ", change.Skus), cause, change.OldAvailable, change.NewAvailable);
        }

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

    private static List<ProbedItem> Wrong(IReadOnlyList<ProbedItem> held, Dictionary<long, ItemRead> reads) =>
        [.. held.Where(item => ItemComparison.IsWrong(item, reads[item.InventoryItemId]))];

    private static ProbeCause CauseOf(ProbedItem held, ItemRead read, bool areSubscriptionsWrong)
    {
        if (!ItemComparison.IsWrongByItself(held, read)) return ProbeCause.Sum;
        if (held.HasFailedChange) return ProbeCause.FailedChange;
        if (held.HasLookUp) return ProbeCause.WaitingLookUp;
        return areSubscriptionsWrong ? ProbeCause.Subscriptions : ProbeCause.Unknown;
    }

    private static bool IsWrong(SubscriptionHealth health) => health.Failure is not null || health.UninstalledAt is not null || health.LastCheck is { Lost: > 0 };
}
