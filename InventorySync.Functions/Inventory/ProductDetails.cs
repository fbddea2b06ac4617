namespace InventorySync.Inventory;

/// <summary>A product's own details, one register with one version (the product's updated_at).</summary>
/// <param name="Status">As GraphQL says it, in upper case: ACTIVE, ARCHIVED, DRAFT, UNLISTED.</param>
public sealed record ProductDetails(string Title, string Status)
{
    /// <summary>Field by field, ordinally: any total order would do, as long as every store has the same one.</summary>
    public static IComparer<ProductDetails> Order { get; } = Comparer<ProductDetails>.Create(static (x, y) =>
    {
        var order = string.CompareOrdinal(x.Title, y.Title);
        return order == 0 ? string.CompareOrdinal(x.Status, y.Status) : order;
    });
}
