using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>The two registers of one product, and when the newest list of all its variants was seen.</summary>
/// <param name="Details">Null while only a deletion, or a message that says to read the product, has been seen.</param>
/// <param name="VariantsSeenAt">Null while no such list has been seen.</param>
internal sealed record ProductRegisters(Observation<ProductDetails>? Details, Presence Presence, UnixTime? VariantsSeenAt)
{
    public static ProductRegisters? Read(SqliteSession session, long productId) => session.First(
        "ReadProduct",
        row => new ProductRegisters(
            row.ObservedOrNull(() => new ProductDetails(row.Text("Title"), row.Text("Status")), "Details"), row.Presence(),
            row.TimeOrNull("VariantsSeenAt")),
        ("@productId", productId));

    public void Write(SqliteSession session, long productId) => session.Execute(
        "WriteProduct",
        ("@productId", productId),
        ("@title", Details?.Value.Title),
        ("@status", Details?.Value.Status),
        ("@updatedAt", Details?.UpdatedAt.Nanoseconds),
        ("@seenAt", Details?.SeenAt.Nanoseconds),
        ("@observedBy", (int?)Details?.By),
        ("@isDeleted", !Presence.IsPresent),
        ("@presenceSeenAt", Presence.SeenAt.Nanoseconds),
        ("@variantsSeenAt", VariantsSeenAt?.Nanoseconds));
}
