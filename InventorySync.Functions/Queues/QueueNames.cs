namespace InventorySync.Queues;

/// <summary>The app's queues, by the names that attributes need as constants.</summary>
public static class QueueNames
{
    public const string InventoryChanges = "inventory-changes";

    /// <summary>Where the host puts what it gives up; the name is the host's.</summary>
    public const string InventoryChangesPoison = "inventory-changes-poison";

    public const string FullSyncRequests = "full-sync-requests";

    /// <summary>Those that status looks at: the app's, and where the host puts what they give up.</summary>
    internal static IReadOnlyList<string> All { get; } =
        [InventoryChanges, InventoryChangesPoison, FullSyncRequests, FullSyncRequests + "-poison"];
}
