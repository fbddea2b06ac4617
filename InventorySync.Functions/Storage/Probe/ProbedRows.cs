namespace InventorySync.Storage;

/// <summary>The rows of what a probe compares with Shopify, as both stores' statements answer them.</summary>
internal static class ProbedRows
{
    /// <summary>A level, with the item that it is of.</summary>
    public static (long InventoryItemId, ProbedLevel Level) Level(Row row) => (
        row.Long("InventoryItemId"),
        new ProbedLevel(
            row.Long("LocationId"), row.ObservedOrNull(() => row.IntOrNull("Available"), "Available"), row.Connection(),
            row.Flag("IsCounted")));

    /// <param name="levels">Those of all items that were asked for, by their item.</param>
    public static ProbedItem Item(Row row, ILookup<long, ProbedLevel> levels) => new(
        row.Long("InventoryItemId"), row.ObservedOrNull(() => row.Flag("Tracked"), "Details"), row.Presence(),
        [.. levels[row.Long("InventoryItemId")]], row.Flag("IsSumRight"), row.Flag("HasLookUp"), row.Flag("HasFailedChange"));
}
