using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>Everything of a run short of a change: its bulk operation's result is staged and judged.</summary>
public sealed class RunLoader(
    IFullSyncStore store, RunOperation operations, RunDownload download, IOptions<FullSyncOptions> options, ILogger<RunLoader> logger)
{
    /// <returns>Null if the operation takes longer than this invocation may wait.</returns>
    internal async Task<LoadedRun?> LoadAsync(LeasedRun leased, CancellationToken cancellationToken)
    {
        if (await operations.WaitAsync(leased, cancellationToken) is not { } operation) return null;

        var (run, lease) = leased;
        var file = await download.StageAsync(lease, operation, cancellationToken);
        var staged = await store.CountStagedAsync(lease, cancellationToken);
        if (operation.ObjectCount != file.Lines) Log.ObjectCountDiffered(logger, run.Id, file.Lines, operation.ObjectCount);
        if (staged.ItemsWithFewerLevels > 0) Log.LevelsMissing(logger, run.Id, staged.ItemsWithFewerLevels);
        return new LoadedRun(operation, file, await JudgeAsync(leased, operation, file, staged, cancellationToken));
    }

    private async Task<Refusal?> JudgeAsync(
        LeasedRun leased, BulkOperation operation, DownloadedFile file, StagedCounts staged, CancellationToken cancellationToken)
    {
        // The approval is for the next run only, so a run consumes it even if unused. A dry run does not.
        var (run, lease) = leased;
        var isShrinkApproved = !run.IsDryRun && await store.TakeShrinkApprovalAsync(lease, cancellationToken);
        var refusal = Guard.FindReasonToRefuse(operation, file, staged, run.VariantsInStore, options.Value);
        if (refusal is not { IsShrink: true } || !isShrinkApproved) return refusal;

        Log.ShrinkApproved(logger, run.Id, refusal.Text);
        return Guard.FindReasonToRefuse(operation, file, staged, variantsBefore: null, options.Value);
    }
}
