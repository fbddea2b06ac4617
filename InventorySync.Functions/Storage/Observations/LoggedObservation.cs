using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// One observation and what became of it, for people: a row of ObservationLog, or of SyncDrift where a full sync made it. Nothing is
/// decided by it.
/// </summary>
/// <param name="RecordedAt">Our clock: when it was applied or dropped; of a full sync, when it ended.</param>
/// <param name="Kind">The message's kind (<see cref="ChangeKinds"/>), "variant" for one of a product's, or what a full sync found different
/// ("available", "connected" ...).</param>
/// <param name="Value">What it said, as far as a line has room for it.</param>
/// <param name="UpdatedAt">Shopify's stamp on its record; null where it has none.</param>
/// <param name="SeenAt">With <paramref name="UpdatedAt"/> the version that the rule compares.</param>
/// <param name="TriggeredAt">A webhook's; null where it had none that can be believed.</param>
/// <param name="ReceivedAt">A webhook's, on our clock.</param>
/// <param name="Outcome">The name of an <see cref="Inventory.Outcome"/>, or Recorded and GivenUp of what could not be read or
/// applied.</param>
/// <param name="Reason">Why it was dropped, why it was looked up, or what it changed.</param>
public sealed record LoggedObservation(
    UnixTime RecordedAt,
    ObservationSource Source,
    string Kind,
    string Outcome,
    UnixTime SeenAt,
    UnixTime? UpdatedAt = null,
    string? Value = null,
    string? Reason = null,
    long? ProductId = null,
    long? VariantId = null,
    long? InventoryItemId = null,
    long? LocationId = null,
    string? Topic = null,
    string? WebhookId = null,
    UnixTime? TriggeredAt = null,
    UnixTime? ReceivedAt = null,
    long? SyncRunId = null)
{
    // What the columns of SQL Server hold, in characters. What is longer is cut off: its beginning is enough, and recording it must not
    // fail.
    internal const int WebhookIdLength = 200;
    internal const int TopicLength = 100;
    internal const int ValueLength = 200;
    internal const int ReasonLength = 400;
}
