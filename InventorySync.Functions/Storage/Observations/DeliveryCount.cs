using System.Runtime.InteropServices;

namespace InventorySync.Storage;

/// <summary>How many webhook deliveries of a topic the endpoint answered in one way within one hour.</summary>
/// <param name="Hour">Since 1970 UTC, on our clock.</param>
/// <param name="Topic">One that the app knows, or "other": a sender's own words are none.</param>
/// <param name="Outcome">The name of a WebhookOutcome.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct DeliveryCount(long Hour, string Topic, string Outcome, long Deliveries);
