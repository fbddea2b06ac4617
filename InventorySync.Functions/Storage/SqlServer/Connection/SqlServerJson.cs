using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

/// <summary>Rows that are sent as one JSON parameter, so that an operation on many is one round trip.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(UnixTimeJsonConverter)])]
[JsonSerializable(typeof(IReadOnlyList<long>))]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(IReadOnlyList<VerdictRow>))]
[JsonSerializable(typeof(IReadOnlyList<DriftTextRow>))]
[JsonSerializable(typeof(IReadOnlyList<LagRow>))]
[JsonSerializable(typeof(IReadOnlyList<LastSeen>))]
[JsonSerializable(typeof(IReadOnlyList<ObservationRow>))]
[JsonSerializable(typeof(IReadOnlyList<DeliveryRow>))]
[JsonSerializable(typeof(IReadOnlyList<RightRow>))]
internal sealed partial class SqlServerJson : JsonSerializerContext
{
    public static string Of<T>(IReadOnlyList<T> rows, JsonTypeInfo<IReadOnlyList<T>> type) => JsonSerializer.Serialize(rows, type);
}

/// <summary>Changes of one minute, stage and bucket.</summary>
internal sealed record LagRow(long Minute, int Stage, int Bucket, long Messages);

/// <summary>What was made out of a row of a drift, as its columns hold it.</summary>
internal sealed record VerdictRow(long Id, string Direction, string? Topic, string? Cause, UnixTime? LookAgainAt);

/// <summary>What a row of a drift tells of a variant's details.</summary>
internal sealed record DriftTextRow(long Id, string Was, string Became);

/// <summary>A row of ObservationLog: see <see cref="LoggedObservation"/>.</summary>
internal sealed record ObservationRow(
    UnixTime RecordedAt, string Source, string Kind, string Outcome, UnixTime SeenAt, UnixTime? UpdatedAt, string? Value, string? Reason,
    long? ProductId, long? VariantId, long? InventoryItemId, long? LocationId, string? Topic, string? WebhookId, UnixTime? TriggeredAt,
    UnixTime? ReceivedAt, long? SyncRunId);

/// <summary>Deliveries of one hour, topic and answer.</summary>
internal sealed record DeliveryRow(long Hour, string Topic, string Outcome, long Deliveries);
