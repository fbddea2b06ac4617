using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// The database: what the shop's stock is believed to be. Each method is one whole operation and, where it writes, one transaction that awaits
/// nothing but its database, so that a store may do it in C# or in SQL, in one round trip; each may be repeated after a failure without harm.
/// This file holds what the changes of levels need, IInventoryStore.Catalogue.cs those of products and items, IInventoryStore.FullSync.cs the full sync.
/// </summary>
public partial interface IInventoryStore
{
    /// <summary>
    /// Makes the database ready: migrates it or checks its version, binds it to the shop, writes down what is kept back of each SKU, and recomputes every
    /// availability when the included locations are others than before. Called once, before anything else.
    /// </summary>
    /// <exception cref="StoreRefusedException">The database belongs to another shop, or its schema is not one that this app knows.</exception>
    Task PrepareAsync(StoreBinding binding, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one webhook about one level: decides by <see cref="Precedence"/>, writes the level, and sets Sku.Available of the item's variants to
    /// the new sum. Where only the API can say more (an item that is not known, a conflict), the need is written in the same transaction.
    /// </summary>
    Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the answer of a look-up: the item, its variants and products, and its levels (what is not listed is absent); recomputes the sum, and
    /// removes the need if it has answered it (<see cref="PendingLookUp.SeenAfter"/>). "No such item" is an observation of absence like any other.
    /// </summary>
    Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken);

    /// <summary>The look-ups that are due at <paramref name="now"/>, the oldest first.</summary>
    Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken);

    /// <summary>Puts a look-up off that failed or did not answer its need; counts the try. It never moves a need forward that has been put off further since.</summary>
    Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken);

    /// <summary>
    /// Records what could not be read or applied, and in the same transaction what repairs it: the look-up, or where its id is not known an early full sync.
    /// Idempotent by <see cref="FailedChange.Id"/>: a message may be handled twice.
    /// </summary>
    /// <returns>The look-up that was written with it, if one was.</returns>
    Task<PendingLookUp?> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken);
}
