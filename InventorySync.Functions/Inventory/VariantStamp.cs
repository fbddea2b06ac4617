using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace InventorySync.Inventory;

/// <summary>A variant that a products webhook named without a body.</summary>
/// <param name="UpdatedAt">Its stamp, in whole seconds; 0 where the webhook had none.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct VariantStamp(long VariantId, UnixTime UpdatedAt);

/// <summary>
/// As one array of numbers: id, second, and from then on how much greater both are than the ones before. Shopify numbers the variants of a
/// product in steps and stamps many of them in one second, so that the 1,948 that may come without a body take some 20 KB instead of 100.
/// </summary>
internal sealed class VariantStampsJsonConverter : JsonConverter<IReadOnlyList<VariantStamp>>
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    public override IReadOnlyList<VariantStamp> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray) throw new JsonException("The stamps are no array.");
        List<VariantStamp> stamps = [];
        long id = 0, second = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            id += reader.GetInt64();
            if (!reader.Read() || reader.TokenType != JsonTokenType.Number) throw new JsonException("The stamps are no pairs.");
            second += reader.GetInt64();
            stamps.Add(new VariantStamp(id, new UnixTime(second * NanosecondsPerSecond)));
        }

        return stamps;
    }

    public override void Write(Utf8JsonWriter writer, IReadOnlyList<VariantStamp> value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        long id = 0, second = 0;
        foreach (var stamp in value.OrderBy(stamp => stamp.VariantId))
        {
            var stampSecond = stamp.UpdatedAt.Nanoseconds / NanosecondsPerSecond;
            writer.WriteNumberValue(stamp.VariantId - id);
            writer.WriteNumberValue(stampSecond - second);
            (id, second) = (stamp.VariantId, stampSecond);
        }

        writer.WriteEndArray();
    }
}
