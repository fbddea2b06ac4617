using System.Runtime.InteropServices;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>How many changes took how long in a stage, committed within one minute.</summary>
/// <param name="Minute">Since 1970 UTC, of the commit, on our clock.</param>
/// <param name="Bucket">Place in <see cref="LagBuckets.UpperBounds"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct LagCount(long Minute, LagStage Stage, int Bucket, long Messages);

/// <summary>The way of a change, from stamp to stamp. The numbers are stored in the tables.</summary>
public enum LagStage
{
    /// <summary>From Shopify's stamp on the record, in whole seconds, to the webhook's trigger.</summary>
    ChangedToTriggered = 0,

    /// <summary>Shopify's: until the request is here. Between two clocks.</summary>
    TriggeredToReceived = 1,

    /// <summary>Until the message is in the queue, whose clock has whole seconds on Azure.</summary>
    ReceivedToEnqueued = 2,

    /// <summary>The wait in the queue, with all tries but the last.</summary>
    EnqueuedToDequeued = 3,

    /// <summary>The work of the function and of the database.</summary>
    DequeuedToCommitted = 4,

    /// <summary>All of it but the first stage.</summary>
    TriggeredToCommitted = 5,
}

/// <summary>When something was last seen; the later time stays.</summary>
public sealed record LastSeen(string Name, UnixTime At)
{
    /// <summary>The newest applied change's commit, on our clock.</summary>
    public const string Change = "Change";

    /// <summary>The newest trigger among the applied changes, on Shopify's clock.</summary>
    public const string ChangeTrigger = "ChangeTrigger";

    /// <summary>Followed by the place of a webhook secret in its setting.</summary>
    public const string SecretPrefix = "Secret:";
}
