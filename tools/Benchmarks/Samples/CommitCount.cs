using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace Benchmarks.Samples;

/// <summary>Counts the transactions that a store is given.</summary>
internal sealed class CommitCount(IChangeStore store) : IChangeStore
{
    private int _commits;

    public int Commits => _commits;

    public Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _commits);
        return store.ApplyAsync(changes, now, cancellationToken);
    }

    public Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        store.ApplyLocationAsync(observation, now, cancellationToken);

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        store.RecordFailedChangeAsync(change, cancellationToken);
}
