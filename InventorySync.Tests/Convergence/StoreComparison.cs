using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>Promises 1 and 2: the tables are the store.</summary>
internal sealed class StoreComparison(History history, TableReader tables)
{
    public void Compare(string when, bool hasReadEverything)
    {
        var shop = history.Shop;
        var skus = shop.Read(view => view.Variants.Select(variant => Row(view, variant)).ToList());
        var levels = shop.Read(view => view.Levels.Select(level => $"{level.InventoryItemId}|{level.LocationId}|{level.Available}")
            .Order(StringComparer.Ordinal)
            .ToList());
        Compare(when, "Sku", skus, tables.Rows(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, Title, CAST(Price AS REAL), ProductTitle, ProductStatus, Tracked, "
            + "Available FROM SkuLive ORDER BY VariantId"));
        Compare(
            when, "InventoryLevel", levels,
            [.. tables.Rows("SELECT l.InventoryItemId, l.LocationId, l.Available FROM InventoryLevel AS l "
                + "JOIN InventoryItem AS i ON i.InventoryItemId = l.InventoryItemId WHERE l.IsConnected = 1 AND i.IsDeleted = 0").Order(
                    StringComparer.Ordinal)]);
        if (!hasReadEverything || when != "after the full sync") return;
        Compare(when, "RawSkusFromShopify", [.. skus.Select(row => row[..row.LastIndexOf('|')])], tables.Rows(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, VariantTitle, CAST(Price AS REAL), ProductTitle, ProductStatus, "
            + "Tracked FROM RawSkusFromShopify ORDER BY VariantId"));
        Compare(
            when, "RawInventoryLevelsFromShopify", levels,
            [.. tables.Rows("SELECT InventoryItemId, LocationId, Available FROM RawInventoryLevelsFromShopify")
                .Order(StringComparer.Ordinal)]);
    }

    private static string Row(ShopView shop, Variant variant)
    {
        var (product, item) = (shop.Product(variant.ProductId)!, shop.Item(variant.InventoryItemId)!);
        int? available = item.Tracked ? item.LocationIds.Sum(location => shop.Level(item.Id, location)!.Available) : null;
        return string.Join('|', new object?[]
        {
            variant.Id, variant.ProductId, variant.InventoryItemId, variant.Sku, variant.Title, (double)variant.Price, product.Title,
            product.Status, item.Tracked ? 1 : 0, available,
        }.Select(TableReader.Text));
    }

    private void Compare(string when, string table, IReadOnlyList<string> store, IReadOnlyList<string> rows)
    {
        if (store.SequenceEqual(rows)) return;
        history.Break($"{when}, {table} is not the store: it lacks {Some(store.Except(rows))}, and has {Some(rows.Except(store))}");

        static string Some(IEnumerable<string> lines) => lines.FirstOrDefault() is { } line ? $"[{line}]" : "nothing";
    }
}
