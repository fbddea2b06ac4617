using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>Puts the shop's locations and the result of a run's bulk operation into the staging tables.</summary>
public sealed class RunDownload(
    IFullSyncStore store, BulkOperations operations, BulkDownload download, LocationReader locations, RunProgress progress,
    TimeProvider timeProvider)
{
    internal async Task<DownloadedFile> StageAsync(RunLease lease, BulkOperation operation, CancellationToken cancellationToken)
    {
        await progress.SaveAsync(lease, operation, new SyncProgress(SyncState.Downloading), cancellationToken);
        await store.ClearStagingAsync(lease, cancellationToken);
        await store.StageAsync(lease, new StagedBatch([], [], await ReadLocationsAsync(cancellationToken)), cancellationToken);

        var reader = new BulkLineReader();
        if (operation.Url is null) return reader.Read; // no results

        long rows = 0;
        await using var file = new ResumedDownload(download, operations, operation, timeProvider);
        await reader.ReadAsync(file, StageBatchAsync, cancellationToken);
        return reader.Read;

        async Task StageBatchAsync(StagedBatch batch)
        {
            await store.StageAsync(lease, batch, cancellationToken);
            rows += batch.Variants.Count + batch.Levels.Count;
            var soFar = new SyncProgress(SyncState.Downloading, BytesRead: reader.Read.Bytes, RowsStaged: rows);
            await progress.SaveAsync(lease, operation, soFar, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<StagedLocation>> ReadLocationsAsync(CancellationToken cancellationToken) =>
    [
        .. (await locations.ReadAllAsync(cancellationToken))
            .Select(location => new StagedLocation(location.LocationId, location.Name, location.IsActive)),
    ];
}
