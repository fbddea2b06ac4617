namespace InventorySync.Inventory;

/// <summary>What one products webhook, or one read of a product, says.</summary>
/// <param name="Presence">Whether the product exists; its SeenAt is that of everything else in here.</param>
/// <param name="Details">Null where nothing is said about them: by a delete, and where the product has to be read.</param>
/// <param name="Variants">Every variant of the product; null where the product has to be read.</param>
public sealed record ProductObservation(
    long ProductId, ObservedBy By, Presence Presence, Observation<ProductDetails>? Details, VariantListing? Variants)
    : IObservation
{
    public UnixTime SeenAt => Presence.SeenAt;
}

/// <summary>All variants of a product: one in neither list does not exist.</summary>
/// <param name="Bodies">Those whose details were given.</param>
/// <param name="Others">Those that were only named.</param>
public sealed record VariantListing(IReadOnlyList<VariantObservation> Bodies, IReadOnlyList<VariantStamp> Others)
{
    /// <summary>What a deleted product has.</summary>
    public static VariantListing None { get; } = new([], []);
}

/// <summary>One variant of a product with its details and what it belongs to, which go by the variant's own stamp.</summary>
public sealed record VariantObservation(long VariantId, long InventoryItemId, VariantDetails Details, UnixTime UpdatedAt);
