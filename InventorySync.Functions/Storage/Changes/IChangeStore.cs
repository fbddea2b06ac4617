using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>
/// Applies what webhooks say, each change in one transaction that awaits nothing but its database. Each call may be repeated after a
/// failure without harm.
/// </summary>
public interface IChangeStore
{
    /// <summary>
    /// Applies one webhook about one level: decides by <see cref="Precedence"/>, writes the level, and sets Sku.Available of the item's
    /// variants to the new sum. Where only the API can say more (an item that is not known, a conflict), the need is written in the same
    /// transaction.
    /// </summary>
    Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one webhook about one product: its details, and the snapshot of its variants (one that it does not list is absent, whether
    /// its row is there yet or not), by <see cref="Precedence"/>. A variant is written even while its item is not known. Where only the API
    /// can say more (an unknown item, a variant without a body, a conflict), the needs are written in the same transaction.
    /// </summary>
    Task<ProductChange> ApplyProductAsync(ProductObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one webhook about one inventory item: whether it is tracked, whether it exists. Its variants are left to their product's
    /// message, which a deletion of theirs always brings; until it comes, a deleted item has nothing to sell.
    /// </summary>
    Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one webhook about one location by the rule of presence (<see cref="Precedence"/>), and recomputes the availability of every
    /// item with a level there, in one transaction. An early full sync (<see cref="EarlySyncReason.Locations"/>) is asked for where a
    /// location has become active, since what its levels were told while it was not is not known, and where two statements of one instant
    /// disagree.
    /// </summary>
    Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Records what could not be read or applied, and in the same transaction what repairs it: the look-up, or where its id is not known an
    /// early full sync. Idempotent by <see cref="FailedChange.Id"/>: a message may be handled twice.
    /// </summary>
    Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken);
}
