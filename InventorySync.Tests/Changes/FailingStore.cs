using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Changes;

/// <summary>A store whose database is away for the first calls, and then records failed changes.</summary>
/// <param name="failures">Calls that fail.</param>
/// <param name="onCall">What happens at each call.</param>
internal sealed class FailingStore(int failures, Action? onCall = null) : IChangeStore
{
    private int _failures = failures;

    public int Recorded { get; private set; }

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken)
    {
        onCall?.Invoke();
        if (_failures-- > 0) throw new IOException("The database is away.");
        Recorded++;
        return Task.FromResult(new RecordedChange(IsNew: true, LookUp: null));
    }

    public Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
