using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The needs that only a read of the Admin API can meet, and the answers of such reads.</summary>
public interface ILookUpStore
{
    /// <summary>
    /// Applies the answer of a look-up: the item, its variants and products, and its levels (what is not listed is absent); recomputes the
    /// sum, and removes the need if it has answered it (<see cref="PendingLookUp.SeenAfter"/>). "No such item" is an observation of absence
    /// like any other.
    /// </summary>
    Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the answer of a look-up of a product: the product, all of its variants (what is not listed is absent) and whether their
    /// items are tracked; removes the need if it has answered it. "No such product" is an observation of absence like any other.
    /// </summary>
    Task<ProductReadChange> ApplyProductReadAsync(ProductRead read, UnixTime now, CancellationToken cancellationToken);

    /// <summary>The look-ups that are due at <paramref name="now"/>, the oldest first.</summary>
    Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Puts a look-up off that failed or did not answer its need; counts the try. It never moves a need forward that has been put off
    /// further since.
    /// </summary>
    Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken);
}
