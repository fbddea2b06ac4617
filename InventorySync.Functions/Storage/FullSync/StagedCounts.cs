namespace InventorySync.Storage;

/// <summary>What the staging tables hold, each thing counted once.</summary>
/// <param name="ItemsWithFewerLevels">Items with fewer levels than their locationsCount.</param>
public sealed record StagedCounts(long Variants, long Levels, long Locations, long ItemsWithFewerLevels);
