namespace InventorySync.Inventory;

/// <summary>What one inventory_levels webhook says of one item at one location.</summary>
/// <param name="Available">Available to sell there, with its version; null for a disconnect, which says nothing about it. A null inside is
/// a value: Shopify sends it.</param>
/// <param name="Presence">Connected or disconnected; null for an update, which says nothing about it.</param>
public sealed record LevelObservation(long InventoryItemId, long LocationId, Observation<int?>? Available, Presence? Presence)
    : IObservation;
