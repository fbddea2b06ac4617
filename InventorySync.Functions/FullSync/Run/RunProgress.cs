using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>
/// How far a run is, written down at each step for the instance that continues it. Each also renews the lease, and meets a pause.
/// </summary>
public sealed class RunProgress(IFullSyncStore store, IPauseStore pauses, TimeProvider timeProvider)
{
    /// <param name="operation">Shopify's side of it.</param>
    /// <param name="progress">This app's.</param>
    /// <exception cref="LeaseLostException">Another instance has the run.</exception>
    /// <exception cref="FullSyncPausedException">It is written down, and the run is to stop here.</exception>
    internal async Task SaveAsync(RunLease lease, BulkOperation operation, SyncProgress progress, CancellationToken cancellationToken)
    {
        await store.SaveProgressAsync(
            lease,
            progress with
            {
                BulkOperationId = operation.Id, BulkCreatedAt = operation.CreatedAt, ObjectCount = operation.ObjectCount,
                FileSize = operation.FileSize,
            },
            timeProvider.Now().Add(RunLeases.LeaseTime),
            cancellationToken);
        if (await pauses.GetPauseAsync(cancellationToken) is not null) throw new FullSyncPausedException();
    }
}
