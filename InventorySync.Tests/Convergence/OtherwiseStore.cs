using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence;

/// <summary>A store like the one inside it, but for what a fault makes of it.</summary>
internal abstract class OtherwiseStore(IInventoryStore store) : IInventoryStore
{
    public Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken) => store.PrepareAsync(binding, cancellationToken);

    public virtual Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyLevelAsync(observation, now, cancellationToken);

    public Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken) => store.ApplyItemReadAsync(read, now, cancellationToken);

    public Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        store.GetDueLookUpsAsync(now, limit, cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        store.PostponeLookUpAsync(lookUp, notBefore, cancellationToken);

    public Task<PendingLookUp?> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) => store.RecordFailedChangeAsync(change, cancellationToken);

    public Task<ProductChange> ApplyProductAsync(ProductObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyProductAsync(observation, now, cancellationToken);

    public Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyItemAsync(observation, now, cancellationToken);

    public Task<ProductReadChange> ApplyProductReadAsync(ProductRead read, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyProductReadAsync(read, now, cancellationToken);

    public Task<SyncRun?> TryLeaseRunAsync(string owner, bool mayStart, UnixTime now, TimeSpan lease, CancellationToken cancellationToken) =>
        store.TryLeaseRunAsync(owner, mayStart, now, lease, cancellationToken);

    public Task SaveProgressAsync(RunLease lease, SyncProgress progress, UnixTime leasedUntil, CancellationToken cancellationToken) =>
        store.SaveProgressAsync(lease, progress, leasedUntil, cancellationToken);

    public Task ClearStagingAsync(RunLease lease, CancellationToken cancellationToken) => store.ClearStagingAsync(lease, cancellationToken);

    public Task StageAsync(RunLease lease, StagedBatch batch, CancellationToken cancellationToken) => store.StageAsync(lease, batch, cancellationToken);

    public Task<StagedCounts> CountStagedAsync(RunLease lease, CancellationToken cancellationToken) => store.CountStagedAsync(lease, cancellationToken);

    public virtual Task<SyncReport> ReplaceAsync(RunLease lease, Replacement replacement, CancellationToken cancellationToken) =>
        store.ReplaceAsync(lease, replacement, cancellationToken);

    public Task FailRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) => store.FailRunAsync(lease, reason, now, cancellationToken);

    public Task ReleaseLeaseAsync(RunLease lease, CancellationToken cancellationToken) => store.ReleaseLeaseAsync(lease, cancellationToken);

    public Task<SyncRun?> GetLatestRunAsync(CancellationToken cancellationToken) => store.GetLatestRunAsync(cancellationToken);

    public Task<SyncHistory> GetSyncHistoryAsync(CancellationToken cancellationToken) => store.GetSyncHistoryAsync(cancellationToken);

    public Task<bool> IsBulkOperationKnownAsync(string bulkOperationId, long exceptRunId, CancellationToken cancellationToken) =>
        store.IsBulkOperationKnownAsync(bulkOperationId, exceptRunId, cancellationToken);
}
