using System.Runtime.InteropServices;
using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// What the changes of a batch name. From it and from the rows that are held the store finds every row that the batch may reach
/// (docs/decisions/0006).
/// </summary>
/// <param name="ProductIds">Each once, ascending, as all of these.</param>
/// <param name="InventoryItemIds">Of a product's read with the items of all of its variants.</param>
/// <param name="ReadItemIds">Items of which a read shows all variants: the products of the others that are held are concerned, too.</param>
/// <param name="Variants">What each variant is said to belong to; null where it is only named.</param>
/// <param name="LocationIds">The locations of levels that are named.</param>
public sealed record ChangeKeys(
    IReadOnlyList<long> ProductIds, IReadOnlyList<long> InventoryItemIds, IReadOnlyList<long> ReadItemIds,
    IReadOnlyList<NamedVariant> Variants, IReadOnlyList<long> LocationIds)
{
    /// <summary>How many products, items and variants are named.</summary>
    public int Count => ProductIds.Count + InventoryItemIds.Count + Variants.Count;

    public IEnumerable<long> VariantIds => Variants.Select(variant => variant.VariantId).Distinct();

    public static ChangeKeys Of(IReadOnlyList<IObservation> changes)
    {
        SortedSet<long> products = [], items = [], readItems = [], locations = [];
        SortedSet<NamedVariant> variants = new(NamedVariant.Order);
        foreach (var change in changes)
        {
            switch (change)
            {
                case LevelObservation level:
                    items.Add(level.InventoryItemId);
                    locations.Add(level.LocationId);
                    break;
                case ItemObservation item:
                    items.Add(item.InventoryItemId);
                    break;
                case ProductObservation product:
                    products.Add(product.ProductId);
                    foreach (var body in product.Variants?.Bodies ?? []) variants.Add(new(body.VariantId, body.InventoryItemId));
                    foreach (var named in product.Variants?.Others ?? []) variants.Add(new(named.VariantId, InventoryItemId: null));
                    break;
                case ItemRead read:
                    items.Add(read.InventoryItemId);
                    readItems.Add(read.InventoryItemId);
                    foreach (var level in read.Item?.Levels ?? []) locations.Add(level.LocationId);
                    foreach (var variant in read.Item?.Variants ?? [])
                    {
                        products.Add(variant.Product.ProductId);
                        variants.Add(new(variant.VariantId, read.InventoryItemId));
                    }

                    break;
                case ProductRead read:
                    products.Add(read.ProductId);
                    foreach (var variant in read.Product?.Variants ?? [])
                    {
                        items.Add(variant.Variant.InventoryItemId);
                        variants.Add(new(variant.Variant.VariantId, variant.Variant.InventoryItemId));
                    }

                    break;
                default:
                    throw new ArgumentOutOfRangeException(nameof(changes), change, "There is no rule for it.");
            }
        }

        return new ChangeKeys([.. products], [.. items], [.. readItems], [.. variants], [.. locations]);
    }
}

/// <summary>A variant that a change names.</summary>
/// <param name="InventoryItemId">The item that it is said to belong to; null where nothing is said of it.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamedVariant(long VariantId, long? InventoryItemId)
{
    public static IComparer<NamedVariant> Order { get; } = Comparer<NamedVariant>.Create(
        static (x, y) => (x.VariantId, x.InventoryItemId ?? 0).CompareTo((y.VariantId, y.InventoryItemId ?? 0)));
}
