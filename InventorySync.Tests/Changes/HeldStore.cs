using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Changes;

/// <summary>A store whose transactions end when the test says so.</summary>
internal sealed class HeldStore : IChangeStore
{
    private readonly List<HeldBatch> _batches = [];

    /// <summary>The transactions that have begun.</summary>
    public IReadOnlyList<HeldBatch> Batches
    {
        get { lock (_batches) return [.. _batches]; }
    }

    /// <summary>What is done in a transaction before it waits.</summary>
    public Action? Beginning { get; init; }

    /// <summary>What is done in a transaction after it has waited.</summary>
    public Action? Ending { get; init; }

    public async Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken)
    {
        Beginning?.Invoke();
        var batch = new HeldBatch(changes, cancellationToken);
        lock (_batches) _batches.Add(batch);

        var applied = await batch.End.Task;
        Ending?.Invoke();
        return applied;
    }

    public async Task<LocationChange> ApplyLocationAsync(
        LocationObservation observation, UnixTime now, CancellationToken cancellationToken)
    {
        await ApplyAsync([], now, cancellationToken);
        return new LocationChange(Outcome.Applied, SkusChanged: 0);
    }

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}

/// <summary>A transaction that has begun.</summary>
internal sealed record HeldBatch(IReadOnlyList<IObservation> Changes, CancellationToken CancellationToken)
{
    public TaskCompletionSource<IReadOnlyList<Applied>> End { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The items of its levels, in their order.</summary>
    public IEnumerable<long> Items => Changes.Cast<LevelObservation>().Select(level => level.InventoryItemId);

    /// <summary>Commits: each change is told its item's id as the sum.</summary>
    public void Commit() => End.SetResult([.. Items.Select(item => new Applied(Of(item), Fault: null))]);

    public static LevelChange Of(long item) => new(Outcome.Applied, null, null, (int)item, []);
}
