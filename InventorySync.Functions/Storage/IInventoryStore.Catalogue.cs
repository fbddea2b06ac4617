using InventorySync.Inventory;

namespace InventorySync.Storage;

public partial interface IInventoryStore
{
    /// <summary>
    /// Applies one webhook about one product: its details, and the snapshot of its variants (one that it does not list is absent, whether its row is there yet
    /// or not), by <see cref="Precedence"/>. A variant is written even while its item is not known. Where only the API can say more (an unknown item, a
    /// variant without a body, a conflict), the needs are written in the same transaction.
    /// </summary>
    Task<ProductChange> ApplyProductAsync(ProductObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies one webhook about one inventory item: whether it is tracked, whether it exists. Its variants are left to their product's message, which a
    /// deletion of theirs always brings; until it comes, a deleted item has nothing to sell.
    /// </summary>
    Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken);

    /// <summary>
    /// Applies the answer of a look-up of a product: the product, all of its variants (what is not listed is absent) and whether their items are tracked;
    /// removes the need if it has answered it. "No such product" is an observation of absence like any other.
    /// </summary>
    Task<ProductReadChange> ApplyProductReadAsync(ProductRead read, UnixTime now, CancellationToken cancellationToken);
}
