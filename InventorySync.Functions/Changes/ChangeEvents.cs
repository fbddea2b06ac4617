namespace InventorySync.Changes;

/// <summary>The ids of the log events that others read: they and their fields are a contract.</summary>
public static class ChangeEvents
{
    /// <summary>
    /// One per message about a level, after its commit. Fields: Topic, WebhookId, InventoryItemId, LocationId, Skus, Outcome, Presence,
    /// OldAvailable, NewAvailable, LookUp, SinceTriggerMs, SinceReceiptMs.
    /// </summary>
    public const int LevelHandled = 1101;

    /// <summary>
    /// One per message about a product, after its commit. Fields: Topic, WebhookId, ProductId, Outcome, Presence, MustRead, VariantsListed,
    /// VariantsChanged, Skus (of those that changed for readers, twenty at most), LookUps, SinceTriggerMs, SinceReceiptMs.
    /// </summary>
    public const int ProductHandled = 1105;

    /// <summary>
    /// One per message about an item, after its commit. Fields: Topic, WebhookId, InventoryItemId, Skus, Outcome, Presence, Tracked,
    /// OldAvailable, NewAvailable, LookUp, SinceTriggerMs, SinceReceiptMs.
    /// </summary>
    public const int ItemHandled = 1106;

    /// <summary>
    /// One per message about a location, after its commit. Fields: Topic, WebhookId, LocationId, State, Outcome, SkusChanged (variants with
    /// another availability), SinceTriggerMs, SinceReceiptMs.
    /// </summary>
    public const int LocationHandled = 1120;
}
