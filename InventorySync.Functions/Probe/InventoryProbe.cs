using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;

namespace InventorySync.Probe;

/// <summary>
/// Compares some items with Shopify, by one query: those changed last, and some at random. So a dead pipeline is found in minutes,
/// also while the store is quiet and nobody misses a webhook. What is wrong for longer than a minute is repaired and counted; where much
/// is, a full sync is asked for (docs/decisions/0012).
/// </summary>
public sealed class InventoryProbe(
    IProbeStore store, IFullSyncStore fullSyncs, IPauseStore pauses, ProbeSample sample, ProbeRepair repair, TimeProvider timeProvider,
    ILogger<InventoryProbe> logger)
{
    /// <summary>A webhook that was sent is here within seconds, and one that failed once is tried again within this.</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <returns>Whether a full sync was asked for, which should start at once.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        // Before the first full sync there is nothing to compare with.
        if ((await fullSyncs.GetSyncHistoryAsync(cancellationToken)).LastSuccessStartedAt is null) return false;
        var last = await store.GetProbeAsync(cancellationToken);
        try
        {
            return await CompareAsync(last?.SyncAskedAt, cancellationToken);
        }
        catch (ShopifyCallException e)
        {
            Log.ProbeFailed(logger, e, e.Message);
            var failed = new ProbeRecord(
                timeProvider.Now(), 0, 0, 0, [], IsAlarming: false, last?.SyncAskedAt, e.Message);
            await store.RecordProbeAsync(failed, asked: null, cancellationToken);
            return false;
        }
    }

    private async Task<bool> CompareAsync(UnixTime? syncAskedAt, CancellationToken cancellationToken)
    {
        var reads = await sample.ReadAsync(cancellationToken);
        var suspects = Wrong(await store.GetProbedItemsAsync([.. reads.Keys], cancellationToken), reads);
        var wrong =
            suspects.Count == 0 ? [] : await WaitAsync([.. suspects.Select(item => item.InventoryItemId)], reads, cancellationToken);

        // What is held then is about to be restored or moved, and what is written into it lost.
        if (wrong is null) return false;
        return await repair.SettleAsync(reads, suspects.Count - wrong.Count, wrong, syncAskedAt, cancellationToken);
    }

    /// <summary>
    /// A minute later, those that the same read would still change. It is the tables that are read again: a change that came since then has
    /// a greater version than the read, and is no fault of theirs, however busy the item is.
    /// </summary>
    /// <returns>Null if the app has been paused meanwhile.</returns>
    private async Task<IReadOnlyList<ProbedItem>?> WaitAsync(
        IReadOnlyList<long> suspects, Dictionary<long, ItemRead> reads, CancellationToken cancellationToken)
    {
        await Task.Delay(Patience, timeProvider, cancellationToken);
        if (await pauses.GetPauseAsync(cancellationToken) is not null) return null;
        return Wrong(await store.GetProbedItemsAsync(suspects, cancellationToken), reads);
    }

    private static List<ProbedItem> Wrong(IReadOnlyList<ProbedItem> held, Dictionary<long, ItemRead> reads) =>
        [.. held.Where(item => ItemComparison.IsWrong(item, reads[item.InventoryItemId]))];
}
