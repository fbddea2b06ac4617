using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Storage;

namespace Benchmarks.Samples;

/// <summary>A full sync without Shopify: what FullSyncRunner does from the open download to the committed tables.</summary>
internal sealed class SampleSync(IFullSyncStore store, Catalogue catalogue)
{
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    private static UnixTime Now => UnixTime.From(TimeProvider.System.GetUtcNow());

    public Task<SyncReport> RunAsync(Stream file, CancellationToken cancellationToken) =>
        RunAsync(stage => new BulkLineReader().ReadAsync(file, stage, cancellationToken), cancellationToken);

    /// <summary>From rows, where the reading is no part of the figure.</summary>
    public Task<SyncReport> FillAsync(CancellationToken cancellationToken) => RunAsync(
        async stage =>
        {
            foreach (var batch in catalogue.Batches(BulkLineReader.BatchRows)) await stage(batch);
        },
        cancellationToken);

    /// <summary>Up to the last transaction, which is left to the caller.</summary>
    public async Task<RunLease> StageAsync(Func<Func<StagedBatch, Task>, Task> read, CancellationToken cancellationToken)
    {
        var run = await store.TryLeaseRunAsync("benchmark", mayStart: true, Now, TimeSpan.FromHours(1), cancellationToken)
            ?? throw new InvalidOperationException("There is another run.");
        var lease = new RunLease(run.Id, "benchmark");
        await store.ClearStagingAsync(lease, cancellationToken);
        await store.StageAsync(lease, catalogue.Locations, cancellationToken);
        await read(async batch =>
        {
            await store.StageAsync(lease, batch, cancellationToken);
            await SaveAsync(lease, SyncState.Downloading, cancellationToken);
        });
        await store.CountStagedAsync(lease, cancellationToken);
        await SaveAsync(lease, SyncState.Replacing, cancellationToken);
        return lease;
    }

    public Replacement Replacement => new(catalogue.ReadAt, catalogue.ReadAt.Add(-Margin), Now);

    private async Task<SyncReport> RunAsync(Func<Func<StagedBatch, Task>, Task> read, CancellationToken cancellationToken) =>
        await store.ReplaceAsync(await StageAsync(read, cancellationToken), Replacement, cancellationToken);

    private Task SaveAsync(RunLease lease, SyncState state, CancellationToken cancellationToken) =>
        store.SaveProgressAsync(
            lease, new SyncProgress(state, "gid://shopify/BulkOperation/1", catalogue.ReadAt), Now.Add(TimeSpan.FromHours(1)),
            cancellationToken);
}
