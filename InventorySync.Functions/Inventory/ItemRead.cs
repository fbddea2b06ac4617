namespace InventorySync.Inventory;

/// <summary>The Admin API's answer to a look-up of one inventory item.</summary>
/// <param name="SeenAt">Shopify's clock when it answered (the Date header) less the margin that a replica may lag: the version of
/// everything in the answer.</param>
/// <param name="Item">The item with all of its levels and variants; null when Shopify has none of that id.</param>
public sealed record ItemRead(long InventoryItemId, UnixTime SeenAt, ItemSnapshot? Item) : IObservation;

/// <summary>
/// An inventory item as the Admin API shows it: every level and every variant of it, so that what is not listed does not exist.
/// </summary>
public sealed record ItemSnapshot(
    bool Tracked, UnixTime UpdatedAt, IReadOnlyList<LevelSnapshot> Levels, IReadOnlyList<VariantSnapshot> Variants);

/// <summary>One connected level of an item.</summary>
public sealed record LevelSnapshot(long LocationId, int Available, UnixTime UpdatedAt);

/// <summary>One variant that the item belongs to, with its product.</summary>
public sealed record VariantSnapshot(long VariantId, VariantDetails Details, UnixTime UpdatedAt, ProductSnapshot Product);

/// <summary>The product of a variant.</summary>
public sealed record ProductSnapshot(long ProductId, ProductDetails Details, UnixTime UpdatedAt);
