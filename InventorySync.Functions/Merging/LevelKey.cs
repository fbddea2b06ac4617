namespace InventorySync.Merging;

/// <summary>Names an inventory level: the primary key of its row, in its order.</summary>
public readonly record struct LevelKey(long InventoryItemId, long LocationId) : IComparable<LevelKey>
{
    public int CompareTo(LevelKey other) => (InventoryItemId, LocationId).CompareTo((other.InventoryItemId, other.LocationId));
}
