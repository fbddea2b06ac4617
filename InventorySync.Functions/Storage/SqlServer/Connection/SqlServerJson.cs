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
[JsonSerializable(typeof(IReadOnlyList<NamedRow>))]
[JsonSerializable(typeof(IReadOnlyList<ItemRow>))]
[JsonSerializable(typeof(IReadOnlyList<ProductRow>))]
[JsonSerializable(typeof(IReadOnlyList<VariantRow>))]
[JsonSerializable(typeof(IReadOnlyList<LevelRow>))]
[JsonSerializable(typeof(IReadOnlyList<LagRow>))]
[JsonSerializable(typeof(IReadOnlyList<LastSeen>))]
[JsonSerializable(typeof(IReadOnlyList<ObservationRow>))]
[JsonSerializable(typeof(IReadOnlyList<DeliveryRow>))]
[JsonSerializable(typeof(IReadOnlyList<RightRow>))]
internal sealed partial class SqlServerJson : JsonSerializerContext
{
    public static string Of<T>(IReadOnlyList<T> rows, JsonTypeInfo<IReadOnlyList<T>> type) => JsonSerializer.Serialize(rows, type);
}

/// <summary>A variant of a product that was only named.</summary>
internal sealed record NamedRow(int N, long VariantId, UnixTime UpdatedAt);

/// <summary>An item that was read with its product.</summary>
/// <param name="IsTorn">The answer gave two values of one version.</param>
internal sealed record ItemRow(long InventoryItemId, bool Tracked, UnixTime UpdatedAt, bool IsTorn);

/// <summary>A product that was read with an item.</summary>
/// <param name="IsTorn">The answer gave two values of one version.</param>
internal sealed record ProductRow(long ProductId, string Title, string Status, UnixTime UpdatedAt, bool IsTorn);

/// <summary>A variant that came with its product, or was read with its item.</summary>
/// <param name="N">Its place among those that came.</param>
internal sealed record VariantRow(
    int N, long VariantId, long ProductId, long InventoryItemId, string? Sku, string? Barcode, string Title, decimal Price,
    UnixTime UpdatedAt)
{
    public static VariantRow Of(int n, long variantId, Membership membership, UnixTime updatedAt)
    {
        var (details, productId, inventoryItemId) = membership;
        return new VariantRow(
            n, variantId, productId, inventoryItemId, TextLimits.Short(details.Sku, nameof(details.Sku)),
            TextLimits.Short(details.Barcode, nameof(details.Barcode)), TextLimits.Title(details.Title), details.Price, updatedAt);
    }
}

/// <summary>A level that was read with its item.</summary>
internal sealed record LevelRow(long LocationId, int Available, UnixTime UpdatedAt);

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
