namespace InventorySync.Inventory;

/// <summary>What a location is, the more absent the smaller: of two statements of one instant the smaller stays.</summary>
public enum LocationState
{
    Deleted = 0,
    Inactive = 1,
    Active = 2,
}
