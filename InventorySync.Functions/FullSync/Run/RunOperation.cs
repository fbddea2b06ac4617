using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>A run's bulk operation: found or started, and waited for.</summary>
public sealed class RunOperation(BulkOperations operations, IFullSyncStore store, RunProgress progress, TimeProvider timeProvider)
{
    /// <summary>
    /// Below host.json's functionTimeout of 30 minutes: an operation that takes longer is waited for by the recovery timer's next
    /// invocations.
    /// </summary>
    internal static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(20);

    /// <summary>How far Shopify's clock may be behind ours, when an operation of this run is looked for by its time.</summary>
    private static readonly TimeSpan ClockDifference = TimeSpan.FromMinutes(5);

    private static readonly BackOff Poll = new(TimeSpan.FromSeconds(0.25), TimeSpan.FromSeconds(10), Factor: 1.5);

    /// <returns>The finished operation; null if it takes longer than this invocation may wait.</returns>
    /// <exception cref="FullSyncFailedException">It has ended without a result, and is not to be started again.</exception>
    internal async Task<BulkOperation?> WaitAsync(LeasedRun leased, CancellationToken cancellationToken)
    {
        var operation = await FindOrStartAsync(leased, cancellationToken);
        var waitUntil = timeProvider.Now().Add(LongestWait);
        while (await PollAsync(leased.Lease, operation, waitUntil, cancellationToken) is { } ended)
        {
            if (ended.IsCompleted) return ended;
            operation = await StartAgainAsync(leased, ended, cancellationToken);
        }

        return null;
    }

    /// <summary>
    /// The run's operation: the one written down, or the one that was started before a crash could write it down, or a new one. Never a
    /// second one.
    /// </summary>
    private async Task<BulkOperation> FindOrStartAsync(LeasedRun leased, CancellationToken cancellationToken)
    {
        var (run, lease) = leased;
        if (run.Progress.BulkOperationId is { } id)
        {
            return await operations.GetAsync(id, cancellationToken)
                ?? throw new FullSyncFailedException($"Waiting: Shopify does not know the bulk operation {id} any more.");
        }

        var operation = await FindUnrecordedAsync(run, cancellationToken) ?? await operations.StartAsync(cancellationToken);
        await progress.SaveAsync(lease, operation, new SyncProgress(SyncState.WaitingForShopify), cancellationToken);
        return operation;
    }

    /// <summary>
    /// One that is still under way is taken even where it was another run's, which has failed for a reason of this app's own: Shopify would
    /// let a second one run beside it, and what it reads is as good for this run.
    /// </summary>
    private async Task<BulkOperation?> FindUnrecordedAsync(SyncRun run, CancellationToken cancellationToken)
    {
        var ours = await operations.FindOursAsync(cancellationToken);
        return ours.FirstOrDefault(operation => operation.IsUnderWay)
            ?? (await FindOfRunAsync(run, ours, cancellationToken)).FirstOrDefault(operation => operation.IsCompleted);
    }

    /// <summary>Of the newest operations those that may be this run's, the newest first.</summary>
    private async Task<IReadOnlyList<BulkOperation>> FindOfRunAsync(
        SyncRun run, IReadOnlyList<BulkOperation> newest, CancellationToken cancellationToken)
    {
        List<BulkOperation> found = [];
        foreach (var ours in newest)
        {
            if (ours.CreatedAt < run.StartedAt.Add(-ClockDifference)) continue;
            if (!await store.IsBulkOperationKnownAsync(ours.Id, run.Id, cancellationToken)) found.Add(ours);
        }

        return found;
    }

    /// <returns>The operation once it has ended, however it did; null if that takes longer than this invocation may wait.</returns>
    private async Task<BulkOperation?> PollAsync(
        RunLease lease, BulkOperation operation, UnixTime waitUntil, CancellationToken cancellationToken)
    {
        for (var polls = 1; operation.IsUnderWay; polls++)
        {
            if (timeProvider.Now() > waitUntil) return null;
            await Task.Delay(Poll.After(polls), timeProvider, cancellationToken);
            operation = await operations.GetAsync(operation.Id, cancellationToken)
                ?? throw new FullSyncFailedException($"Waiting: Shopify does not know the bulk operation {operation.Id} any more.");
            await progress.SaveAsync(lease, operation, new SyncProgress(SyncState.WaitingForShopify), cancellationToken);
        }

        return operation;
    }

    /// <summary>
    /// Shopify cancels an operation that stalls, and says to start again: once for a run, in whichever invocation that was, and not where
    /// it has been done already and could not be written down.
    /// </summary>
    private async Task<BulkOperation> StartAgainAsync(LeasedRun leased, BulkOperation ended, CancellationToken cancellationToken)
    {
        IReadOnlyList<BulkOperation> ofRun =
            ended.IsCanceled ? await FindOfRunAsync(leased.Run, await operations.FindOursAsync(cancellationToken), cancellationToken) : [];
        var others = ofRun.Where(operation => operation.Id != ended.Id).ToList();
        if (!ended.IsCanceled || others.Exists(operation => operation.IsCanceled))
            throw new FullSyncFailedException(
                $"Waiting: the bulk operation {ended.Id} ended as {ended.Status}{(ended.ErrorCode is { } code ? $" ({code})" : "")}. "
                + $"{BulkEnds.Advice(ended)}");

        var again = others.Find(operation => operation.IsUnderWay || operation.IsCompleted)
            ?? await operations.StartAsync(cancellationToken);
        await progress.SaveAsync(leased.Lease, again, new SyncProgress(SyncState.WaitingForShopify), cancellationToken);
        return again;
    }
}
