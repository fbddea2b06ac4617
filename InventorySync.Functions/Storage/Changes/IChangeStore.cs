using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>
/// Applies what webhooks and look-ups say. A transaction awaits nothing but its database, and each call may be repeated after a failure
/// without harm.
/// </summary>
public interface IChangeStore
{
    /// <summary>
    /// Applies webhooks about levels, items and products, and the answers of look-ups, in one transaction and in the order given: decided
    /// by <see cref="Merge"/>, with every sum that changes by it. Look-ups that they need, where only the API can say more, are written
    /// with them. Where a row refuses what one of them says, each is applied alone.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait for the transaction to begin, and nothing after.</param>
    /// <returns>What became of each, in their order.</returns>
    Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one webhook about one location by the rule of presence (<see cref="Precedence"/>), and recomputes the availability of every
    /// item with a level there, in one transaction. An early full sync (<see cref="EarlySyncReason.Locations"/>) is asked for after an
    /// activation, since what the levels were told before it is not known, and where two statements of one second disagree.
    /// </summary>
    Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Records what could not be read or applied, and in the same transaction what repairs it: the look-up, or where its id is not known an
    /// early full sync. Idempotent by <see cref="FailedChange.Id"/>: a message may be handled twice.
    /// </summary>
    Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken);
}

/// <summary>A change that is applied in a transaction of its own.</summary>
public static class OneChange
{
    /// <exception cref="Exception">What is wrong with the change, or with the database.</exception>
    public static async Task<T> ApplyAsync<T>(
        this IChangeStore store, IObservation change, UnixTime now, CancellationToken cancellationToken)
        where T : ChangeResult => (await store.ApplyAsync([change], now, cancellationToken))[0].Get<T>();
}
