namespace InventorySync.Webhooks;

/// <summary>What became of a delivery: the metric's tag and the log's field.</summary>
public enum WebhookOutcome
{
    /// <summary>Verified and read: its message goes into the queue, if the queue takes it.</summary>
    Queued,

    /// <summary>Validly signed but unreadable or too large: the same with a message of the kind "rejected".</summary>
    Rejected,

    /// <summary>A topic that this app does not subscribe: answered 2xx, since eight failures in a row cost the subscription.</summary>
    UnknownTopic,

    /// <summary>Another shop's: answered 2xx and dropped.</summary>
    OtherShop,

    /// <summary>The admin's test button: answered 2xx and dropped, since its ids are samples.</summary>
    Test,

    /// <summary>Not signed with any of the secrets.</summary>
    Unauthorized,

    /// <summary>Not a POST.</summary>
    MethodNotAllowed,
}
