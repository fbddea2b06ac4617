namespace InventorySync.Changes;

/// <summary>The ids of the log events that others read: they and their fields are a contract.</summary>
public static class ChangeEvents
{
    /// <summary>
    /// One per message about a level, after its commit. Fields: Topic, WebhookId, InventoryItemId, LocationId, Skus, Outcome, Presence, OldAvailable, NewAvailable,
    /// LookUp, SinceTriggerMs, SinceReceiptMs.
    /// </summary>
    public const int LevelHandled = 1101;
}
