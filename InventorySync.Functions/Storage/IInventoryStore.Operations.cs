using InventorySync.Inventory;

namespace InventorySync.Storage;

public partial interface IInventoryStore
{
    /// <summary>The failed changes that are meant, the oldest first.</summary>
    Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(FailedChangeFilter filter, int limit, CancellationToken cancellationToken);

    /// <summary>Opens a failed change again and makes its repair due at once: its look-up, or where its id is not known an early full sync.</summary>
    /// <returns>False if there is none of that id.</returns>
    Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken);

    /// <summary>Closes an open failed change that a person says needs no repair, and takes back the look-up that only failed changes had asked for. The row stays.</summary>
    /// <returns>False if there is no open one of that id.</returns>
    Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken);
}
