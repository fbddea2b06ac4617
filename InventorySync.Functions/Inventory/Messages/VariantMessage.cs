namespace InventorySync.Inventory;

/// <summary>A variant's body in a products webhook.</summary>
/// <param name="Sku">The merchant's code: null, blank and double are values.</param>
public sealed record VariantMessage(
    long VariantId, long InventoryItemId, string? Sku, string? Barcode, string Title, decimal Price, UnixTime UpdatedAt)
{
    internal VariantObservation ToObservation() =>
        new(VariantId, InventoryItemId, new VariantDetails(Sku, Barcode, Title, Price), UpdatedAt);
}
