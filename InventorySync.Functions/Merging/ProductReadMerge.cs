using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Applies the answer of a product's look-up: the product, all of its variants, and whether their items are tracked.
/// </summary>
internal static class ProductReadMerge
{
    public static Merged Apply(RegisterSet registers, ProductRead read, MergeTimes times)
    {
        var decisions = new Decisions();
        foreach (var variant in read.Product?.Variants ?? [])
        {
            var id = variant.Variant.InventoryItemId;
            ItemMerge.Decide(
                registers, decisions, id, new Observation<bool>(variant.Tracked, variant.ItemUpdatedAt, read.SeenAt, ObservedBy.Read),
                new Presence(IsPresent: true, read.SeenAt));
            Availability.Copy(registers, id);
        }

        var product = new ProductMerge(registers, read.ToObservation(), times);
        product.Apply();

        // An item of its own look-up is read with its levels, which a product does not show: that need stays.
        var key = new LookUpKey(LookUpKind.Product, read.ProductId);
        var isKnown = read.Product is not null && !registers.UnreadOf(read.ProductId).Any();
        return new Merged(
            new ProductReadChange(product.Changes),
            decisions.IsConflict || product.IsConflict
                ? [LookUpAsk.AfterMargin(key, LookUpReason.Conflict, read.SeenAt, times)]
                : [],
            new LookUpAnswer(key, read.SeenAt, isKnown));
    }
}
