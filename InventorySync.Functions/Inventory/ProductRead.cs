namespace InventorySync.Inventory;

/// <summary>The Admin API's answer to a look-up of one product.</summary>
/// <param name="SeenAt">Shopify's clock when it answered the first page, less the margin that a replica may lag: the version of everything
/// in the answer.</param>
/// <param name="Product">The product with all of its variants; null when Shopify has none of that id.</param>
public sealed record ProductRead(long ProductId, UnixTime SeenAt, ProductContent? Product) : IObservation
{
    /// <summary>The observation that this read makes.</summary>
    public ProductObservation ToObservation() => new(
        ProductId,
        ObservedBy.Read,
        new Presence(Product is not null, SeenAt),
        Product is null ? null : new Observation<ProductDetails>(Product.Details, Product.UpdatedAt, SeenAt, ObservedBy.Read),
        Product is null ? VariantListing.None : new VariantListing([.. Product.Variants.Select(variant => variant.Variant)], []));
}

/// <summary>A product as the Admin API shows it, with every variant of it.</summary>
public sealed record ProductContent(ProductDetails Details, UnixTime UpdatedAt, IReadOnlyList<ProductVariant> Variants);

/// <summary>One variant, and whether its item is tracked.</summary>
/// <param name="ItemUpdatedAt">The item's own stamp, which its tracking goes by.</param>
public sealed record ProductVariant(VariantObservation Variant, bool Tracked, UnixTime ItemUpdatedAt);
