using System.Globalization;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>Promises 1 and 2: the tables are the store.</summary>
internal sealed class StoreComparison(History history, TableReader tables)
{
    private const string Levels = "SELECT l.InventoryItemId, l.LocationId, l.Available FROM InventoryLevel AS l "
        + "JOIN InventoryItem AS i ON i.InventoryItemId = l.InventoryItemId WHERE l.IsConnected = 1 AND i.IsDeleted = 0";

    /// <param name="hasReadEverything">Whether a full sync has succeeded that began after the last change.</param>
    public void Compare(string when, bool hasReadEverything)
    {
        var shop = history.Shop;
        var skus = shop.Read(view => view.Variants.Select(variant => Row(view, variant)).ToList());
        Compare(when, "Sku", skus, tables.Rows(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, Title, CAST(Price AS REAL), ProductTitle, ProductStatus, Tracked, "
            + "Available FROM SkuLive ORDER BY VariantId"));
        CompareLevels(when, hasReadEverything);
        CompareLocations(when, hasReadEverything);
        if (!hasReadEverything || when != "after the full sync") return;
        Compare(when, "RawSkusFromShopify", [.. skus.Select(row => row[..row.LastIndexOf('|')])], tables.Rows(
            "SELECT VariantId, ProductId, InventoryItemId, Sku, VariantTitle, CAST(Price AS REAL), ProductTitle, ProductStatus, "
            + "Tracked FROM RawSkusFromShopify ORDER BY VariantId"));
        Compare(
            when, "RawInventoryLevelsFromShopify",
            shop.Read(view => LevelsOf(view, location => history.Plan.ShowsInactive || view.Location(location)!.IsActive)),
            [.. tables.Rows("SELECT InventoryItemId, LocationId, Available FROM RawInventoryLevelsFromShopify")
                .Order(StringComparer.Ordinal)]);
    }

    /// <summary>At an inactive location only what the app has been told, since nobody sells it.</summary>
    private void CompareLevels(string when, bool hasReadEverything)
    {
        var plan = history.Plan;
        var comparesInactive = plan.ShowsInactive && (plan.TellsInactive || hasReadEverything);
        var compared = history.Shop.Read(view => view.Locations.Where(location => location.IsActive || comparesInactive)
            .Select(location => location.Id)
            .ToHashSet());
        var inactive = history.Shop.Read(view => view.Locations.Select(location => location.Id).ToHashSet());
        inactive.ExceptWith(compared);
        Compare(
            when, "InventoryLevel", history.Shop.Read(view => LevelsOf(view, compared.Contains)),
            [.. tables.Rows(Levels)
                .Where(row => !inactive.Contains(long.Parse(row.Split('|')[1], CultureInfo.InvariantCulture)))
                .Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// No webhook tells that a location is made or renamed. One without a row counts, as an active one does; whichever the shop has no more
    /// is deleted.
    /// </summary>
    private void CompareLocations(string when, bool hasReadEverything)
    {
        List<string> rows = [.. tables.Rows(
            $"SELECT LocationId, {(hasReadEverything ? "Name" : "''")}, IsActive FROM Location WHERE IsDeleted = 0 ORDER BY LocationId")];
        var known = rows.Select(row => row.Split('|')[0]).ToHashSet(StringComparer.Ordinal);
        Compare(
            when, "Location",
            history.Shop.Read(view => view.Locations
                .Where(location => hasReadEverything || !location.IsActive || known.Contains(TableReader.Text(location.Id)))
                .Select(location => $"{location.Id}|{(hasReadEverything ? location.Name : "")}|{(location.IsActive ? 1 : 0)}")
                .ToList()),
            rows);
    }

    private static List<string> LevelsOf(ShopView shop, Func<long, bool> isCompared) => [.. shop.Levels
        .Where(level => isCompared(level.LocationId))
        .Select(level => $"{level.InventoryItemId}|{level.LocationId}|{level.Available}")
        .Order(StringComparer.Ordinal)];

    private string Row(ShopView shop, Variant variant)
    {
        var (product, item) = (shop.Product(variant.ProductId)!, shop.Item(variant.InventoryItemId)!);
        int? available = item.Tracked
            ? item.LocationIds.Where(location => Counts(shop, location)).Sum(location => shop.Level(item.Id, location)!.Available)
            : null;
        return string.Join('|', new object?[]
        {
            variant.Id, variant.ProductId, variant.InventoryItemId, variant.Sku, variant.Title, (double)variant.Price, product.Title,
            product.Status, item.Tracked ? 1 : 0, available,
        }.Select(TableReader.Text));
    }

    private bool Counts(ShopView shop, long location) => shop.Location(location)!.IsActive
        && (history.IncludedLocations.Count == 0 || history.IncludedLocations.Contains(location));

    private void Compare(string when, string table, IReadOnlyList<string> store, IReadOnlyList<string> rows)
    {
        if (store.SequenceEqual(rows)) return;
        history.Break($"{when}, {table} is not the store: it lacks {Some(store.Except(rows))}, and has {Some(rows.Except(store))}");

        static string Some(IEnumerable<string> lines) => lines.FirstOrDefault() is { } line ? $"[{line}]" : "nothing";
    }
}
