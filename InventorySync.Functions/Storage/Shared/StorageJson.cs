using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Storage;

/// <summary>Lists that are columns of their own: SQL neither builds them nor looks into them.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(long[]))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(IReadOnlyList<CauseCount>))]
[JsonSerializable(typeof(IReadOnlyList<TopicDeliveries>))]
[JsonSerializable(typeof(IReadOnlyList<ProbeCause>))]
[JsonSerializable(typeof(IReadOnlyList<TopicHealth>))]
internal sealed partial class StorageJson : JsonSerializerContext
{
    /// <summary>With letters of all languages as they are.</summary>
    public static StorageJson ForPeople { get; } = new(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
