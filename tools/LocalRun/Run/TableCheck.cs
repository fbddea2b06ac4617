using System.Globalization;
using InventorySync.Cli;
using InventorySync.Inventory;
using ShopifySimulator.Shop;

namespace LocalRun.Run;

/// <summary>Compares the tables with the store, row by row and column by column, through the eyes of whoever reads the database.</summary>
internal sealed class TableCheck(RunDatabase database, SimulatedShop shop)
{
    /// <summary>SkuLive and the connected levels against what the store is now.</summary>
    /// <returns>A line for each row that differs; none if the tables equal the store.</returns>
    public IReadOnlyList<string> CompareLive() => shop.Read(view => (IReadOnlyList<string>)
    [
        .. Compare("SkuLive", "ReadSkus", 1, view.Variants.Select(variant => SkuOf(view, variant))),
        .. Compare("InventoryLevel", "ReadLevels", 2, view.Levels.Select(
            level => new object?[] { level.InventoryItemId, level.LocationId, level.Available })),
    ]);

    /// <summary>
    /// The raw tables against what the store is now, which they equal after a full sync as long as nothing has changed since.
    /// </summary>
    /// <returns>A line for each row that differs; none if the tables equal the store.</returns>
    public IReadOnlyList<string> CompareRaw() => shop.Read(view => (IReadOnlyList<string>)
    [
        .. Compare("RawSkusFromShopify", "ReadRawSkus", 1, view.Variants.Select(variant => RawSkuOf(view, variant))),
        .. Compare("RawInventoryLevelsFromShopify", "ReadRawLevels", 2, view.Levels.Select(level => new object?[]
        {
            level.InventoryItemId, level.LocationId, level.Available, level.OnHand, level.Committed, level.Incoming,
            Nanoseconds(level.UpdatedAt),
        })),
    ]);

    private static object?[] SkuOf(ShopView view, Variant variant)
    {
        var (product, item) = (view.Product(variant.ProductId)!, view.Item(variant.InventoryItemId)!);
        int? available = item.Tracked
            ? item.LocationIds.Where(id => view.Location(id)!.IsActive).Sum(id => view.Level(item.Id, id)!.Available)
            : null;
        return
        [
            variant.Id, product.Id, item.Id, variant.Sku, variant.Barcode, variant.Title, variant.Price, product.Title, product.Status,
            item.Tracked ? 1 : 0, available,
        ];
    }

    private static object?[] RawSkuOf(ShopView view, Variant variant)
    {
        var (product, item) = (view.Product(variant.ProductId)!, view.Item(variant.InventoryItemId)!);
        return
        [
            variant.Id, product.Id, item.Id, variant.Sku, variant.Barcode, variant.Title, variant.Price, product.Title, product.Status,
            item.Tracked ? 1 : 0, Nanoseconds(variant.UpdatedAt), Nanoseconds(product.UpdatedAt), Nanoseconds(item.UpdatedAt),
        ];
    }

    private static long Nanoseconds(DateTimeOffset time) => UnixTime.From(time).Nanoseconds;

    /// <param name="keyColumns">How many of the first columns are the key.</param>
    private IEnumerable<string> Compare(string table, string query, int keyColumns, IEnumerable<object?[]> store)
    {
        var held = Read(query).ToDictionary(row => Text(row[..keyColumns]), Text, StringComparer.Ordinal);
        foreach (var row in store)
        {
            var (key, value) = (Text(row[..keyColumns]), Text(row));
            if (!held.Remove(key, out var was)) yield return $"{table} lacks {value}";
            else if (was != value) yield return $"{table} has {was}, but the store has {value}";
        }

        foreach (var row in held.Values) yield return $"{table} has {row}, which the store has not";
    }

    private List<object?[]> Read(string query)
    {
        using var connection = database.Connect();
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = SqlFile.Read(typeof(TableCheck), query).Replace("$schema$", database.Schema, StringComparison.Ordinal);
        using var reader = command.ExecuteReader();
        List<object?[]> rows = [];
        while (reader.Read())
        {
            var row = new object?[reader.FieldCount];
            for (var i = 0; i < row.Length; i++)
            {
                // A price is text in SQLite, and 20 is 20.00; a flag is a bit in SQL Server.
                row[i] = reader.GetValue(i) switch
                {
                    DBNull => null,
                    string price when reader.GetName(i) == "Price" => decimal.Parse(price, CultureInfo.InvariantCulture),
                    bool flag => flag ? 1 : 0,
                    var value => value,
                };
            }

            rows.Add(row);
        }

        return rows;
    }

    private static string Text(object?[] values) => string.Join(" | ", values.Select(value => value switch
    {
        null => "null",
        decimal price => price.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture),
    }));
}
