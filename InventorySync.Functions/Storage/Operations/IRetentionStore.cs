using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>Removes what is kept for people only, and is old.</summary>
public interface IRetentionStore
{
    /// <summary>
    /// Removes what is told only to people, and is old: ended runs with their drift, and failed changes that are repaired or dropped. The
    /// newest success and the runs from it on stay whatever their age: guards, schedule and status are judged by them. In transactions of
    /// at most <paramref name="limit"/> rows of a kind, so that nobody waits for it.
    /// </summary>
    /// <param name="endedBefore">What ended or came in before that is old.</param>
    /// <returns>How many rows were removed; fewer than <paramref name="limit"/> means that nothing is left to remove.</returns>
    Task<int> DeleteHistoryAsync(UnixTime endedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Removes observations that are old, in one transaction of at most <paramref name="limit"/> rows. What full syncs found goes with them
    /// (<see cref="DeleteHistoryAsync"/>).
    /// </summary>
    /// <returns>How many rows were removed; fewer than <paramref name="limit"/> means that nothing is left to remove.</returns>
    Task<int> DeleteObservationsAsync(UnixTime recordedBefore, int limit, CancellationToken cancellationToken);
}
