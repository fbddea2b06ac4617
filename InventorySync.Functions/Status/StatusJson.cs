using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Status;

/// <summary>The shapes of api/status and api/health.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true, UseStringEnumConverter = true)]
[JsonSerializable(typeof(StatusReport))]
[JsonSerializable(typeof(HealthReport))]
public sealed partial class StatusJson : JsonSerializerContext
{
    public static byte[] Of(StatusReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Default.StatusReport);

    public static byte[] Of(HealthReport report) => JsonSerializer.SerializeToUtf8Bytes(report, Default.HealthReport);
}
