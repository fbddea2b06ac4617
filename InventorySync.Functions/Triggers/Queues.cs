namespace InventorySync.Triggers;

/// <summary>The app's queues, by the names that attributes need as constants.</summary>
public static class Queues
{
    public const string InventoryChanges = "inventory-changes";
}
