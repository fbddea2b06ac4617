using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>The two registers of one inventory item.</summary>
/// <param name="Tracked">Null while only a deletion has been seen.</param>
internal sealed record ItemRegisters(Observation<bool>? Tracked, Presence Presence)
{
    public static ItemRegisters? Read(SqliteSession session, long inventoryItemId) => session.First(
        "ReadItem",
        row => new ItemRegisters(row.ObservedOrNull(() => row.Flag("Tracked"), "Details"), row.Presence()),
        ("@inventoryItemId", inventoryItemId));

    public void Write(SqliteSession session, long inventoryItemId) => session.Execute(
        "WriteItem",
        ("@inventoryItemId", inventoryItemId),
        ("@tracked", Tracked?.Value),
        ("@updatedAt", Tracked?.UpdatedAt.Nanoseconds),
        ("@seenAt", Tracked?.SeenAt.Nanoseconds),
        ("@observedBy", (int?)Tracked?.By),
        ("@isDeleted", !Presence.IsPresent),
        ("@presenceSeenAt", Presence.SeenAt.Nanoseconds));
}
