using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>What became of one location's webhook.</summary>
/// <param name="SkusChanged">Variants whose availability is another now.</param>
public sealed record LocationChange(Outcome Outcome, int SkusChanged);
