using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectRequiredConstructorParameters = true,
    RespectNullableAnnotations = true,
    Converters = [typeof(UnixTimeJsonConverter)])]
[JsonSerializable(typeof(ChangeMessage))]
internal sealed partial class ChangeMessageJson : JsonSerializerContext;

/// <summary>An instant as the number of its nanoseconds.</summary>
internal sealed class UnixTimeJsonConverter : JsonConverter<UnixTime>
{
    public override UnixTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, UnixTime value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Nanoseconds);
}
