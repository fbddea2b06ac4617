namespace InventorySync.Inventory;

/// <summary>The variant's own details, one register with one version (the variant's updated_at).</summary>
/// <param name="Sku">The merchant's code: may be null, blank, or the same for several variants.</param>
/// <param name="Price">In the shop's currency.</param>
public sealed record VariantDetails(string? Sku, string? Barcode, string Title, decimal Price)
{
    /// <summary>Field by field, ordinally, null first: any total order would do, as long as every store has the same one.</summary>
    public static IComparer<VariantDetails> Order { get; } = Comparer<VariantDetails>.Create(static (x, y) =>
    {
        var order = string.CompareOrdinal(x.Sku, y.Sku);
        if (order == 0) order = string.CompareOrdinal(x.Barcode, y.Barcode);
        if (order == 0) order = string.CompareOrdinal(x.Title, y.Title);
        return order == 0 ? x.Price.CompareTo(y.Price) : order;
    });

    /// <summary>Each with the name that people are shown: texts, null for none, and the price.</summary>
    public IReadOnlyList<(string Name, object? Value)> ToNamed() =>
        [("code", Sku), ("barcode", Barcode), ("title", Title), ("price", Price)];
}
