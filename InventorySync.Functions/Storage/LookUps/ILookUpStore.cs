using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The needs that only a read of the Admin API can meet.</summary>
public interface ILookUpStore
{
    /// <summary>The look-ups that are due at <paramref name="now"/>, the oldest first.</summary>
    Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a look-up off that failed or did not answer its need; counts the try. It never moves a need forward that has been put off
    /// further since.
    /// </summary>
    Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken);
}
