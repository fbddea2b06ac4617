namespace InventorySync.Inventory;

/// <summary>What one locations webhook says of one location.</summary>
/// <param name="Name">Null for a deletion, which has none.</param>
public sealed record LocationObservation(long LocationId, LocationState State, string? Name, UnixTime SeenAt);
