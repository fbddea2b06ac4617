using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>How a run ends: the tables are replaced and the report is told, or the reason is written down.</summary>
public sealed class RunEnd(
    IFullSyncStore store, RunProgress progress, IOptions<StaleReadOptions> reads, TimeProvider timeProvider, SyncMetrics metrics,
    ILogger<RunEnd> logger)
{
    internal async Task ReplaceAsync(LeasedRun leased, LoadedRun loaded, CancellationToken cancellationToken)
    {
        var ((run, lease), (operation, file, _)) = (leased, loaded);
        var replacing = new SyncProgress(SyncState.Replacing, BytesRead: file.Bytes, RowsStaged: file.Lines);
        await progress.SaveAsync(lease, operation, replacing, cancellationToken);
        var report = await store.ReplaceAsync(
            lease, loaded.ReplacementAt(timeProvider.Now(), reads.Value.StaleReadMargin), cancellationToken);
        Log.RunEnded(
            logger, run.Id, report.IsDiscarded, report.Variants, report.Levels, report.SkusWritten, report.LevelsWritten, report.Drift,
            report.InFlight,
            report.ItemsWithFewerLevels, report.LookUpsAsked, (timeProvider.Now() - run.StartedAt).TotalSeconds);
        Measure(run, report.IsDiscarded ? SyncState.Discarded : SyncState.Succeeded);
        if (!report.IsDiscarded) metrics.RecordReport(report);
    }

    internal async Task FailAsync(LeasedRun leased, Exception fault, CancellationToken cancellationToken)
    {
        var run = leased.Run;
        var reason = fault is FullSyncFailedException or ShopifyCallException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
        Log.RunFailed(logger, fault, run.Id, reason);
        try
        {
            await store.FailRunAsync(leased.Lease, reason, timeProvider.Now(), cancellationToken);
            Measure(run, SyncState.Failed);
        }
        catch (LeaseLostException)
        {
            // It had succeeded, though its caller was told otherwise, or is another instance's now.
        }
    }

    private void Measure(SyncRun run, SyncState end) => metrics.RecordRun(end.ToString(), timeProvider.Now() - run.StartedAt);
}
