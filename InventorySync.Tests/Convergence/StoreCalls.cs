using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence;

/// <summary>The real store as an instance reaches it: every call is an await before it and one after its commit, at both of which the instance may end.</summary>
internal sealed class StoreCalls(History history, Instance instance) : IInventoryStore
{
    private IInventoryStore Real => history.Store;

    public Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken) => throw new NotSupportedException("Every database is prepared already.");

    public Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        CallAsync("ApplyLevel", () => Real.ApplyLevelAsync(observation, now, cancellationToken), cancellationToken);

    public Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken) =>
        CallAsync("ApplyItemRead", () => Real.ApplyItemReadAsync(read, now, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        CallAsync("GetDueLookUps", () => Real.GetDueLookUpsAsync(now, limit, cancellationToken), cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        CallAsync("PostponeLookUp", () => DoneAsync(Real.PostponeLookUpAsync(lookUp, notBefore, cancellationToken)), cancellationToken);

    public Task<PendingLookUp?> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        CallAsync("RecordFailedChange", () => Real.RecordFailedChangeAsync(change, cancellationToken), cancellationToken);

    public Task<ProductChange> ApplyProductAsync(ProductObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        CallAsync("ApplyProduct", () => Real.ApplyProductAsync(observation, now, cancellationToken), cancellationToken);

    public Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        CallAsync("ApplyItem", () => Real.ApplyItemAsync(observation, now, cancellationToken), cancellationToken);

    public Task<ProductReadChange> ApplyProductReadAsync(ProductRead read, UnixTime now, CancellationToken cancellationToken) =>
        CallAsync("ApplyProductRead", () => Real.ApplyProductReadAsync(read, now, cancellationToken), cancellationToken);

    public Task<SyncRun?> TryLeaseRunAsync(string owner, bool mayStart, UnixTime now, TimeSpan lease, CancellationToken cancellationToken) =>
        CallAsync("TryLeaseRun", () => Real.TryLeaseRunAsync(owner, mayStart, now, lease, cancellationToken), cancellationToken);

    public Task SaveProgressAsync(RunLease lease, SyncProgress progress, UnixTime leasedUntil, CancellationToken cancellationToken) =>
        RunCallAsync("SaveProgress", lease, () => DoneAsync(Real.SaveProgressAsync(lease, progress, leasedUntil, cancellationToken)), cancellationToken);

    public Task ClearStagingAsync(RunLease lease, CancellationToken cancellationToken) =>
        RunCallAsync("ClearStaging", lease, () => DoneAsync(Real.ClearStagingAsync(lease, cancellationToken)), cancellationToken);

    public Task StageAsync(RunLease lease, StagedBatch batch, CancellationToken cancellationToken) =>
        RunCallAsync("Stage", lease, () => DoneAsync(Real.StageAsync(lease, batch, cancellationToken)), cancellationToken);

    public Task<StagedCounts> CountStagedAsync(RunLease lease, CancellationToken cancellationToken) =>
        RunCallAsync("CountStaged", lease, () => Real.CountStagedAsync(lease, cancellationToken), cancellationToken);

    public Task<SyncReport> ReplaceAsync(RunLease lease, Replacement replacement, CancellationToken cancellationToken) =>
        RunCallAsync("Replace", lease, () => history.Checks.ReplaceAsync(lease, replacement, () => Real.ReplaceAsync(lease, replacement, cancellationToken)), cancellationToken);

    public Task FailRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) => RunCallAsync(
        "FailRun",
        lease,
        () =>
        {
            history.Tell(() => $"full sync {lease.RunId} fails: {reason}");
            return DoneAsync(Real.FailRunAsync(lease, reason, now, cancellationToken));
        },
        cancellationToken);

    public Task ReleaseLeaseAsync(RunLease lease, CancellationToken cancellationToken) =>
        CallAsync("ReleaseLease", () => DoneAsync(Real.ReleaseLeaseAsync(lease, cancellationToken)), cancellationToken);

    public Task<SyncRun?> GetLatestRunAsync(CancellationToken cancellationToken) =>
        CallAsync("GetLatestRun", () => Real.GetLatestRunAsync(cancellationToken), cancellationToken);

    public Task<SyncHistory> GetSyncHistoryAsync(CancellationToken cancellationToken) =>
        CallAsync("GetSyncHistory", () => Real.GetSyncHistoryAsync(cancellationToken), cancellationToken);

    public Task<bool> IsBulkOperationKnownAsync(string bulkOperationId, long exceptRunId, CancellationToken cancellationToken) =>
        CallAsync("IsBulkOperationKnown", () => Real.IsBulkOperationKnownAsync(bulkOperationId, exceptRunId, cancellationToken), cancellationToken);

    private Task<T> RunCallAsync<T>(string name, RunLease lease, Func<Task<T>> call, CancellationToken cancellationToken) =>
        CallAsync(name, () => history.Checks.AsRunAsync(name, lease, call), cancellationToken);

    private async Task<T> CallAsync<T>(string name, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        await instance.PointAsync($"{name}, before", static () => new TimeoutException("The database did not answer."));
        cancellationToken.ThrowIfCancellationRequested();
        var result = await call();
        history.Checks.AfterCommit(name);
        await instance.PointAsync($"{name}, committed", static () => new TimeoutException("The database's answer was lost."));
        return result;
    }

    private static async Task<bool> DoneAsync(Task call)
    {
        await call;
        return true;
    }
}
