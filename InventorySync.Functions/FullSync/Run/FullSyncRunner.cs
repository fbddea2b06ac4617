using InventorySync.Drift;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>
/// One full sync, from its lease to its report. Whatever ends an instance on the way, the run's row says how far it was, and the next one goes on from there.
/// </summary>
/// <param name="newOwner">Makes the name of a leaseholder: another one for each call.</param>
public sealed class FullSyncRunner(
    IInventoryStore store,
    BulkOperations operations,
    BulkDownload download,
    LocationReader locations,
    IOptions<FullSyncOptions> options,
    TimeProvider timeProvider,
    Func<string> newOwner,
    DriftAnalyzer drift,
    SyncMetrics metrics,
    ILogger<FullSyncRunner> logger)
{
    /// <summary>Renewed at every poll and every batch, which come seconds apart; two minutes without one mean that the instance is gone.</summary>
    internal static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <param name="mayStart">False to continue an unfinished run only. The very first run is not started before the webhooks are subscribed, where the app does that.</param>
    /// <exception cref="FullSyncFailedException">The run failed; it is recorded, and the tables are as they were.</exception>
    public async Task RunAsync(bool mayStart, CancellationToken cancellationToken)
    {
        var owner = newOwner();
        var mayBegin = mayStart && !await MustWaitForSubscriptionsAsync(cancellationToken);
        if (await store.TryLeaseRunAsync(owner, mayBegin, timeProvider.Now(), LeaseTime, cancellationToken) is not { } run) return;

        var lease = new RunLease(run.Id, owner);
        if (run.IsDryRun)
        {
            // Whoever wanted to see it is gone, and nobody has said that it may change anything.
            await store.EndDryRunAsync(lease, "A dry run whose process ended before it did.", timeProvider.Now(), cancellationToken);
            if (mayStart) await RunAsync(mayStart, cancellationToken);
            return;
        }

        Log.RunBegan(logger, run.Id, run.Progress.BulkOperationId is not null);
        try
        {
            await RunAsync(run, lease, cancellationToken);
        }
        catch (LeaseLostException)
        {
            // Another instance has it now, and says how it ends.
        }
        catch (FullSyncPausedException)
        {
            await store.ReleaseLeaseAsync(lease, CancellationToken.None);
            Log.RunPaused(logger, run.Id);
        }
        catch (Exception e) when (e is OperationCanceledException || e is ShopifyCallException { IsTransient: true })
        {
            // Stopped, or Shopify is away for now: the next instance need not wait for the lease to run out.
            await store.ReleaseLeaseAsync(lease, CancellationToken.None);
            Log.RunLetGo(logger, run.Id);
            throw;
        }
        catch (Exception e)
        {
            // Whatever it was: left unfinished, the run would meet it again every five minutes, and keep every other run away. Where it was the database, which
            // then does not take this either, the run stays, and is continued.
            await FailAsync(run, lease, e, cancellationToken);
            throw;
        }

        await drift.SettleAsync(cancellationToken);
    }

    /// <summary>Downloads and compares like any run, and changes nothing: what it would have changed is taken back.</summary>
    /// <param name="rows">How many of the rows that would differ are wanted.</param>
    /// <returns>Null while another run is unfinished, or there is a pause.</returns>
    /// <exception cref="FullSyncFailedException">The download is not what it should be, or takes longer than an invocation may.</exception>
    /// <exception cref="ShopifyCallException">Shopify did not do what it was asked.</exception>
    public async Task<DryRunReport?> DryRunAsync(int rows, CancellationToken cancellationToken)
    {
        var owner = newOwner();
        if (await store.TryLeaseDryRunAsync(owner, timeProvider.Now(), LeaseTime, cancellationToken) is not { } run) return null;

        var lease = new RunLease(run.Id, owner);
        var reason = "A dry run: it changed nothing.";
        try
        {
            var (operation, _, refusal) = await LoadAsync(run, lease, new RunProgress(store, lease, timeProvider), cancellationToken)
                ?? throw new FullSyncFailedException($"Waiting: Shopify's bulk operation takes longer than {RunOperation.LongestWait.TotalMinutes} minutes, for which a dry run does not wait.");
            return new DryRunReport(run.Id, refusal, await store.DryRunAsync(lease, ReplacementOf(operation), rows, cancellationToken));
        }
        catch (Exception e)
        {
            reason = $"A dry run: it changed nothing, and failed. {e.Message}";
            throw;
        }
        finally
        {
            await EndDryRunAsync(lease, reason);
        }
    }

    private async Task EndDryRunAsync(RunLease lease, string reason)
    {
        try
        {
            await store.EndDryRunAsync(lease, reason, timeProvider.Now(), CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            // Another instance has ended it.
        }
    }

    /// <summary>Before the webhooks are subscribed, the very first run would miss whatever changes after it.</summary>
    private async Task<bool> MustWaitForSubscriptionsAsync(CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(options.Value.PublicUrl)) return false;
        if ((await store.GetSyncHistoryAsync(cancellationToken)).LastSuccessStartedAt is not null) return false;
        if ((await store.GetSubscriptionHealthAsync(cancellationToken)).LastCheck is not null) return false;
        Log.FirstRunWaits(logger);
        return true;
    }

    private async Task FailAsync(SyncRun run, RunLease lease, Exception fault, CancellationToken cancellationToken)
    {
        var reason = fault is FullSyncFailedException or ShopifyCallException ? fault.Message : $"{fault.GetType().Name}: {fault.Message}";
        Log.RunFailed(logger, fault, run.Id, reason);
        try
        {
            await store.FailRunAsync(lease, reason, timeProvider.Now(), cancellationToken);
            Measure(run, SyncState.Failed);
        }
        catch (LeaseLostException)
        {
            // It had succeeded, though its caller was told otherwise, or is another instance's now.
        }
    }

    private async Task RunAsync(SyncRun run, RunLease lease, CancellationToken cancellationToken)
    {
        var progress = new RunProgress(store, lease, timeProvider);
        if (await LoadAsync(run, lease, progress, cancellationToken) is not var (operation, file, refusal))
        {
            await store.ReleaseLeaseAsync(lease, cancellationToken);
            Log.RunLetGo(logger, run.Id);
            return;
        }

        if (refusal is not null) throw new FullSyncFailedException($"Guarding: {refusal.Text}.");
        await ReplaceAsync(run, lease, progress, operation, file, cancellationToken);
    }

    /// <summary>Everything short of a change: the operation's result is staged and judged.</summary>
    /// <returns>Null if the operation takes longer than this invocation may wait.</returns>
    private async Task<(BulkOperation Operation, DownloadedFile File, Refusal? Refusal)?> LoadAsync(SyncRun run, RunLease lease, RunProgress progress, CancellationToken cancellationToken)
    {
        if (await new RunOperation(run, operations, store, progress, timeProvider).WaitAsync(cancellationToken) is not { } operation) return null;

        var file = await DownloadAsync(lease, operation, progress, cancellationToken);
        var staged = await store.CountStagedAsync(lease, cancellationToken);
        if (operation.ObjectCount != file.Lines) Log.ObjectCountDiffered(logger, run.Id, file.Lines, operation.ObjectCount);
        if (staged.ItemsWithFewerLevels > 0) Log.LevelsMissing(logger, run.Id, staged.ItemsWithFewerLevels);
        return (operation, file, await JudgeAsync(run, lease, operation, file, staged, cancellationToken));
    }

    private async Task<Refusal?> JudgeAsync(SyncRun run, RunLease lease, BulkOperation operation, DownloadedFile file, StagedCounts staged, CancellationToken cancellationToken)
    {
        // Taken by this run whether it needs it or not: it was for the next one. A dry run is none.
        var isShrinkApproved = !run.IsDryRun && await store.TakeShrinkApprovalAsync(lease, cancellationToken);
        var refusal = Guard.FindReasonToRefuse(operation, file, staged, run.VariantsInStore, options.Value);
        if (refusal is not { IsShrink: true } || !isShrinkApproved) return refusal;

        Log.ShrinkApproved(logger, run.Id, refusal.Text);
        return Guard.FindReasonToRefuse(operation, file, staged, variantsBefore: null, options.Value);
    }

    private async Task<DownloadedFile> DownloadAsync(RunLease lease, BulkOperation operation, RunProgress progress, CancellationToken cancellationToken)
    {
        await progress.SaveAsync(operation, new SyncProgress(SyncState.Downloading), cancellationToken);
        await store.ClearStagingAsync(lease, cancellationToken);
        await store.StageAsync(lease, new StagedBatch([], [], await ReadLocationsAsync(cancellationToken)), cancellationToken);

        var reader = new BulkLineReader();
        if (operation.Url is null) return reader.Read; // no results

        long rows = 0;
        await using var file = new ResumedDownload(download, operations, operation, timeProvider);
        await reader.ReadAsync(file, StageAsync, cancellationToken);
        return reader.Read;

        async Task StageAsync(StagedBatch batch)
        {
            await store.StageAsync(lease, batch, cancellationToken);
            rows += batch.Variants.Count + batch.Levels.Count;
            await progress.SaveAsync(operation, new SyncProgress(SyncState.Downloading, BytesRead: reader.Read.Bytes, RowsStaged: rows), cancellationToken);
        }
    }

    private async Task<IReadOnlyList<StagedLocation>> ReadLocationsAsync(CancellationToken cancellationToken) =>
        [.. (await locations.ReadAllAsync(cancellationToken)).Select(location => new StagedLocation(location.LocationId, location.Name, location.IsActive))];

    private async Task ReplaceAsync(SyncRun run, RunLease lease, RunProgress progress, BulkOperation operation, DownloadedFile file, CancellationToken cancellationToken)
    {
        await progress.SaveAsync(operation, new SyncProgress(SyncState.Replacing, BytesRead: file.Bytes, RowsStaged: file.Lines), cancellationToken);
        var report = await store.ReplaceAsync(lease, ReplacementOf(operation), cancellationToken);
        Log.RunEnded(
            logger, run.Id, report.IsDiscarded, report.Variants, report.Levels, report.SkusWritten, report.LevelsWritten, report.Drift, report.InFlight,
            report.ItemsWithFewerLevels, report.LookUpsAsked, (timeProvider.Now() - run.StartedAt).TotalSeconds);
        Measure(run, report.IsDiscarded ? SyncState.Discarded : SyncState.Succeeded);
        if (!report.IsDiscarded) metrics.RecordReport(report);
    }

    private void Measure(SyncRun run, SyncState end) => metrics.RecordRun(end.ToString(), timeProvider.Now() - run.StartedAt);

    private Replacement ReplacementOf(BulkOperation operation) =>
        new(operation.CreatedAt, operation.CreatedAt.Add(-options.Value.StaleReadMargin), timeProvider.Now());
}
