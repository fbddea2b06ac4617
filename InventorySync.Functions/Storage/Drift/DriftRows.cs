using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>The rows of drift and of its causes, as both stores' statements answer them.</summary>
internal static class DriftRows
{
    public static RunToJudge RunToJudge(Row row) => new(row.Long("Id"), row.Flag("IsFirst"));

    /// <summary>When a run ended, when its read began, and when that of the one before it had.</summary>
    public static (UnixTime EndedAt, UnixTime CreatedAt, UnixTime PreviousAt)? Window(Row row) =>
        (row.Time("EndedAt"), row.Time("BulkCreatedAt"), row.Time("PreviousReadAt"));

    public static RefusedHour Refusal(Row row) => new(row.Long("Hour"), row.Text("Topic"));

    public static SubscriptionGap Gap(Row row) => new(row.Text("Topic"), row.Time("LostSince"), row.Time("RepairedAt"));

    public static DriftEvidence Evidence(Row row) => new(
        row.Long("Id"), row.Text("Kind"), row.TextOrNull("Was"), row.TextOrNull("Became"), row.TimeOrNull("UpdatedAt"),
        row.Flag("IsInFlight"), row.IntOrNull("LevelAvailable"), row.Flag("HasFailed"), row.TimeOrNull("HandledAt"));

    public static CauseCount CauseCount(Row row) => new(row.Named<DriftCause>("Cause"), row.Long("Rows"));

    public static TopicDeliveries Deliveries(Row row) => new(row.Text("Topic"), row.Long("Missed"), row.Long("Came"));

    public static RunTrust Trust(Row row) => new(
        row.Long("Id"),
        row.Time("StartedAt"),
        row.Time("EndedAt"),
        row.Long("Drift"),
        FullSyncRows.MeasuresOrNull(row),
        row.TextOrNull("DriftCauses") is { } causes
            ? JsonSerializer.Deserialize(causes, StorageJson.Default.IReadOnlyListCauseCount)
            : null,
        row.TextOrNull("Deliveries") is { } topics
            ? JsonSerializer.Deserialize(topics, StorageJson.Default.IReadOnlyListTopicDeliveries)
            : null);

    public static DriftEntry Entry(Row row) => new(
        row.Long("SyncRunId"),
        row.Time("EndedAt"),
        row.Text("Kind"),
        row.TextOrNull("Sku"),
        row.LongOrNull("VariantId"),
        row.LongOrNull("ProductId"),
        row.LongOrNull("InventoryItemId"),
        row.LongOrNull("LocationId"),
        row.TextOrNull("Location"),
        row.TextOrNull("Was"),
        row.TextOrNull("Became"),
        row.TimeOrNull("UpdatedAt"),
        row.NamedOrNull<DriftDirection>("Direction"),
        row.NamedOrNull<DriftCause>("Cause"),
        row.Flag("IsSettled"));

    public static DriftTotal Total(Row row) => new(
        row.Long("SyncRunId"), row.NamedOrNull<DriftCause>("Cause"), row.Long("Rows"), row.Long("TooHigh"), row.Long("TooLow"),
        row.LongOrNull("WorstWrongSeconds"), row.Long("Unsettled"));
}
