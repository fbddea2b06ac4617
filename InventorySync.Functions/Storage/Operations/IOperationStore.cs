using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What an operator asks for: failed changes repaired or dropped, a full sync begun, a shrink approved.</summary>
public interface IOperationStore
{
    /// <summary>The failed changes that are meant, the oldest first.</summary>
    Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(FailedChangeFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Opens a failed change again and makes its repair due at once: its look-up, or where its id is not known an early full sync.
    /// </summary>
    /// <returns>False if there is none of that id.</returns>
    Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Closes an open failed change that a person says needs no repair, and takes back the look-up that only failed changes had asked for.
    /// The row stays.
    /// </summary>
    /// <returns>False if there is no open one of that id.</returns>
    Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken);

    /// <summary>Begins a full sync that nobody has leased yet, unless one is unfinished: whoever leases next goes on with it.</summary>
    /// <returns>Null while there is a pause.</returns>
    Task<BegunRun?> BeginRunAsync(UnixTime now, CancellationToken cancellationToken);

    /// <summary>Lets the next run, and no other, bring a store that has shrunk too much. Asked twice is once.</summary>
    Task ApproveShrinkAsync(UnixTime now, CancellationToken cancellationToken);
}

/// <summary>What became of the wish for a full sync.</summary>
/// <param name="RunId">The run that was begun, and that nobody has leased yet; or the one that is unfinished already.</param>
/// <param name="IsNew">Whether it was begun by this.</param>
public sealed record BegunRun(long RunId, bool IsNew);
