namespace InventorySync.Inventory;

/// <summary>What one inventory_items webhook says of one item.</summary>
/// <param name="Tracked">Whether Shopify tracks its stock, with its version; null for a delete, which says nothing about it.</param>
public sealed record ItemObservation(long InventoryItemId, Observation<bool>? Tracked, Presence Presence) : IObservation;
