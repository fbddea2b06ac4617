namespace InventorySync.Storage.Sqlite;

/// <summary>What readers see of one item.</summary>
/// <param name="IsKnown">Whether a read of the API has shown the item.</param>
/// <param name="Skus">The codes of its live variants, blank where one has none.</param>
internal sealed record ItemState(bool IsKnown, int? Available, IReadOnlyList<string> Skus)
{
    public static ItemState Read(SqliteSession session, long inventoryItemId)
    {
        var isKnown = session.First("ReadItem", _ => true, ("@inventoryItemId", inventoryItemId));
        var variants = session.All(
            "ReadItemState", row => (Sku: row.TextOrNull("Sku") ?? "", Available: row.IntOrNull("Available")),
            ("@inventoryItemId", inventoryItemId));
        return new ItemState(isKnown, variants.Count > 0 ? variants[0].Available : null, [.. variants.Select(variant => variant.Sku)]);
    }
}
