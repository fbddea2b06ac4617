namespace InventorySync.Subscriptions;

/// <summary>The ids of the log events that others read: they and their fields are a contract.</summary>
public static class SubscriptionEvents
{
    /// <summary>
    /// One per change at Shopify: information before the first check was ever carried through, a warning from then on. Fields: Topic, Uri,
    /// Change.
    /// </summary>
    public const int Repaired = 4001;

    /// <summary>Once a check: webhooks come in another version of the API. Fields: Topics, Version, ApiVersion.</summary>
    public const int OtherVersion = 4002;
}
