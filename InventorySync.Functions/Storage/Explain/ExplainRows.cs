using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>The rows of what is known of one SKU, as both stores' statements answer them.</summary>
internal static class ExplainRows
{
    public static SkuFacts Facts(Row row) => new(
        row.Long("VariantId"),
        row.Long("ProductId"),
        row.Long("InventoryItemId"),
        row.Observed(row.VariantDetails(), "Details"),
        row.Presence(), row.Text("ProductTitle"), row.Text("ProductStatus"), row.FlagOrNull("Tracked"), row.IntOrNull("Available"),
        row.IntOrNull("Sellable"),
        row.IsNull("SafetyStock") ? null : PolicyRows.Policy(row),
        row.Int("SafetyStockOfAll"),
        row.IntOrNull("LevelsSum"),
        row.IsNull("ProductPresenceSeenAt") ? null : new HeldProduct(
            row.ObservedOrNull(() => new ProductDetails(row.Text("HeldTitle"), row.Text("HeldStatus")), "Product"),
            row.Presence("Product")),
        row.IsNull("ItemPresenceSeenAt")
            ? null
            : new HeldItem(row.ObservedOrNull(() => row.Flag("HeldTracked"), "Item"), row.Presence("Item")));

    /// <summary>A level, with the item that it is of.</summary>
    public static (long InventoryItemId, HeldLevel Level) Level(Row row) => (
        row.Long("InventoryItemId"),
        new HeldLevel(
            row.Long("LocationId"), row.ObservedOrNull(() => row.IntOrNull("Available"), "Available"), row.Connection(),
            row.Flag("IsCounted"), row.Flag("IsIncluded"), row.IsNull("Name") ? null : Location(row)));

    public static LoggedObservation Observation(Row row) => new(
        row.Time("RecordedAt"),
        row.Named<ObservationSource>("Source"),
        row.Text("Kind"),
        row.Text("Outcome"),
        row.Time("SeenAt"),
        row.TimeOrNull("UpdatedAt"),
        row.TextOrNull("Value"),
        row.TextOrNull("Reason"),
        row.LongOrNull("ProductId"),
        row.LongOrNull("VariantId"),
        row.LongOrNull("InventoryItemId"),
        row.LongOrNull("LocationId"),
        row.TextOrNull("Topic"),
        row.TextOrNull("WebhookId"),
        row.TimeOrNull("TriggeredAt"),
        row.TimeOrNull("ReceivedAt"),
        row.LongOrNull("SyncRunId"));

    private static HeldLocation Location(Row row) => new(row.Text("Name"), row.Flag("IsActive"), row.Flag("IsDeleted"), row.Time("SeenAt"));
}
