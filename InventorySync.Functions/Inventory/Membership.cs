namespace InventorySync.Inventory;

/// <summary>
/// A variant's details with what it belongs to, which goes by the same version. A variant may move to another item, but never to another
/// product.
/// </summary>
public sealed record Membership(VariantDetails Details, long ProductId, long InventoryItemId)
{
    /// <summary>By the details first: any total order would do, as long as every store has the same one.</summary>
    public static IComparer<Membership> Order { get; } = Comparer<Membership>.Create(static (x, y) =>
    {
        var order = VariantDetails.Order.Compare(x.Details, y.Details);
        return order == 0 ? (x.ProductId, x.InventoryItemId).CompareTo((y.ProductId, y.InventoryItemId)) : order;
    });
}
