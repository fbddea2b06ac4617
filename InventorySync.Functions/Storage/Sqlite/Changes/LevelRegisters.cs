using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

/// <summary>The two registers of one level.</summary>
/// <param name="Available">Null while only a disconnect has been seen.</param>
internal sealed record LevelRegisters(Observation<int?>? Available, Presence Presence)
{
    public static LevelRegisters? Read(SqliteSession session, long inventoryItemId, long locationId) => session.First(
        "ReadLevel",
        row => new LevelRegisters(row.ObservedOrNull(() => row.IntOrNull("Available"), "Available"), row.Connection()),
        ("@inventoryItemId", inventoryItemId), ("@locationId", locationId));

    public void Write(SqliteSession session, long inventoryItemId, long locationId) => session.Execute(
        "WriteLevel",
        ("@inventoryItemId", inventoryItemId),
        ("@locationId", locationId),
        ("@available", Available?.Value),
        ("@availableUpdatedAt", Available?.UpdatedAt.Nanoseconds),
        ("@availableSeenAt", Available?.SeenAt.Nanoseconds),
        ("@availableObservedBy", (int?)Available?.By),
        ("@isConnected", Presence.IsPresent),
        ("@presenceSeenAt", Presence.SeenAt.Nanoseconds));
}
