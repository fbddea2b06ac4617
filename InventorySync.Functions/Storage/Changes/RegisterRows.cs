using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>The rows that a batch loads, as both stores' statements answer them.</summary>
internal static class RegisterRows
{
    public static void LoadProduct(RegisterSet registers, Row row) => registers.Load(
        row.Long("ProductId"),
        new ProductRegisters(
            row.ObservedOrNull(() => new ProductDetails(row.Text("Title"), row.Text("Status")), "Details"), row.Presence(),
            row.TimeOrNull("VariantsSeenAt")));

    public static void LoadItem(RegisterSet registers, Row row) => registers.Load(
        row.Long("InventoryItemId"), new ItemRegisters(row.ObservedOrNull(() => row.Flag("Tracked"), "Details"), row.Presence()));

    public static void LoadLevel(RegisterSet registers, Row row) => registers.Load(
        new LevelKey(row.Long("InventoryItemId"), row.Long("LocationId")),
        new LevelRegisters(row.ObservedOrNull(() => row.IntOrNull("Available"), "Available"), row.Connection()));

    public static void LoadLocation(RegisterSet registers, Row row) =>
        registers.LoadLocation(row.Long("LocationId"), row.Flag("Counts"));

    public static void LoadVariant(RegisterSet registers, Row row) => registers.Load(
        row.Long("VariantId"),
        new VariantRegisters(
            row.Observed(new Membership(row.VariantDetails(), row.Long("ProductId"), row.Long("InventoryItemId")), "Details"),
            row.Presence(), new ProductDetails(row.Text("ProductTitle"), row.Text("ProductStatus")), row.FlagOrNull("Tracked"),
            row.IntOrNull("Available")));

    public static void LoadUnreadVariant(RegisterSet registers, Row row) =>
        registers.Load(row.Long("VariantId"), new UnreadVariant(row.Long("ProductId"), row.Time("PresenceSeenAt")));

    public static LocationRegisters Location(Row row) => new(
        row.Flag("IsDeleted") ? LocationState.Deleted : row.Flag("IsActive") ? LocationState.Active : LocationState.Inactive,
        row.Time("SeenAt"));
}
