using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The columns of the staging tables, and where in a downloaded row each comes from.</summary>
internal static class StagedColumns
{
    public static IReadOnlyList<StagedColumn<StagedVariant>> OfVariant { get; } =
    [
        new("VariantId", typeof(long), row => row.VariantId),
        new("ProductId", typeof(long), row => row.ProductId),
        new("InventoryItemId", typeof(long), row => row.InventoryItemId),
        new("Sku", typeof(string), row => Normal.Cut(row.Details.Sku, Normal.ShortLength)),
        new("Barcode", typeof(string), row => Normal.Cut(row.Details.Barcode, Normal.ShortLength)),
        new("ProductTitle", typeof(string), row => Normal.Cut(row.ProductTitle, Normal.TitleLength)),
        new("VariantTitle", typeof(string), row => Normal.Cut(row.Details.Title, Normal.TitleLength)),
        new("Price", typeof(decimal), row => Normal.Round(row.Details.Price)),
        new("ProductStatus", typeof(string), row => Normal.Cut(row.ProductStatus, Normal.StatusLength)),
        new("Tracked", typeof(bool), row => row.Tracked),
        new("VariantUpdatedAt", typeof(long), row => row.VariantUpdatedAt.Nanoseconds),
        new("ProductUpdatedAt", typeof(long), row => row.ProductUpdatedAt.Nanoseconds),
        new("ItemUpdatedAt", typeof(long), row => row.ItemUpdatedAt.Nanoseconds),
        new("LocationsCount", typeof(int), row => row.LocationsCount),
    ];

    public static IReadOnlyList<StagedColumn<StagedLevel>> OfLevel { get; } =
    [
        new("InventoryItemId", typeof(long), row => row.InventoryItemId),
        new("LocationId", typeof(long), row => row.LocationId),
        new("Available", typeof(int), row => row.Available),
        new("OnHand", typeof(int), row => row.OnHand),
        new("Committed", typeof(int), row => row.Committed),
        new("Incoming", typeof(int), row => row.Incoming),
        new("UpdatedAt", typeof(long), row => row.UpdatedAt.Nanoseconds),
    ];

    public static IReadOnlyList<StagedColumn<StagedLocation>> OfLocation { get; } =
    [
        new("LocationId", typeof(long), row => row.LocationId),
        new("Name", typeof(string), row => Normal.Cut(row.Name, Normal.LocationLength)),
        new("IsActive", typeof(bool), row => row.IsActive),
    ];
}

/// <summary>A column of a staging table.</summary>
/// <param name="Value">The column's value of a row; null for a null.</param>
internal sealed record StagedColumn<T>(string Name, Type Type, Func<T, object?> Value);
