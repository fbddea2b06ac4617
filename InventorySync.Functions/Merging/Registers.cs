using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>The two registers of one product, and when the newest list of all its variants was seen.</summary>
/// <param name="Details">Null while only a deletion, or a message that says to read the product, has been seen.</param>
/// <param name="VariantsSeenAt">Null while no such list has been seen.</param>
public sealed record ProductRegisters(Observation<ProductDetails>? Details, Presence Presence, UnixTime? VariantsSeenAt);

/// <summary>The two registers of one inventory item.</summary>
/// <param name="Tracked">Null while only a deletion has been seen.</param>
public sealed record ItemRegisters(Observation<bool>? Tracked, Presence Presence);

/// <summary>The two registers of one inventory level.</summary>
/// <param name="Available">Null while only a disconnect has been seen.</param>
public sealed record LevelRegisters(Observation<int?>? Available, Presence Presence);

/// <summary>The two registers of one variant, and its copies of what its product and its item say.</summary>
/// <param name="Product">The product's title and status; null while they are not known.</param>
/// <param name="Tracked">Null while the item is not known.</param>
/// <param name="Available">What can be sold; null while the item is not known, or where it is not tracked.</param>
public sealed record VariantRegisters(
    Observation<Membership> Membership, Presence Presence, ProductDetails? Product, bool? Tracked, int? Available)
{
    public long ProductId => Membership.Value.ProductId;

    public long InventoryItemId => Membership.Value.InventoryItemId;
}

/// <summary>A variant that a product's message has named, and that no message or read has shown yet.</summary>
/// <param name="SeenAt">When it was last named: it is present since.</param>
public sealed record UnreadVariant(long ProductId, UnixTime SeenAt);

/// <summary>What is held of one location.</summary>
public sealed record LocationRegisters(LocationState State, UnixTime SeenAt);
