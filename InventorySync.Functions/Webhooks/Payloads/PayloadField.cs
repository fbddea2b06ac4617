using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>
/// The fields of payloads: each moves to the value of the property that the reader stands on, and says what is wrong with it. A field that
/// comes twice is wrong, since what it says would depend on the reader.
/// </summary>
internal static class PayloadField
{
    /// <summary>Characters of the longest time: 2025-07-10T16:15:47.000000000+07:00, with room for escapes.</summary>
    private const int MaxTimeLength = 64;

    public static string? ReadId(ref Utf8JsonReader reader, string name, ref long? id)
    {
        reader.Read();
        if (id is not null) return $"{name} comes twice";
        if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out var value) || value <= 0)
            return $"{name} is not a positive whole number";
        id = value;
        return null;
    }

    public static string? ReadTime(ref Utf8JsonReader reader, string name, ref UnixTime? time)
    {
        reader.Read();
        if (time is not null) return $"{name} comes twice";
        if (reader.TokenType != JsonTokenType.String || reader.ValueSpan.Length > MaxTimeLength) return $"{name} is not a time";

        Span<byte> text = stackalloc byte[MaxTimeLength];
        if (!UnixTime.TryParse(text[..reader.CopyString(text)], out var value)) return $"{name} is not a time with an offset";
        time = value;
        return null;
    }

    public static string? ReadFlag(ref Utf8JsonReader reader, string name, ref bool? flag)
    {
        reader.Read();
        if (flag is not null) return $"{name} comes twice";
        if (reader.TokenType is not (JsonTokenType.True or JsonTokenType.False)) return $"{name} is neither true nor false";
        flag = reader.GetBoolean();
        return null;
    }

    public static string? ReadText(ref Utf8JsonReader reader, string name, ref string? text)
    {
        reader.Read();
        if (text is not null) return $"{name} comes twice";
        if (reader.TokenType != JsonTokenType.String) return $"{name} is not a text";
        text = reader.GetString();
        return null;
    }

    /// <summary>Null is a value; whether it has come is told by <paramref name="hasCome"/>.</summary>
    public static string? ReadTextOrNull(ref Utf8JsonReader reader, string name, ref bool hasCome, ref string? text)
    {
        reader.Read();
        if (hasCome) return $"{name} comes twice";
        hasCome = true;
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType != JsonTokenType.String) return $"{name} is neither null nor a text";
        text = reader.GetString();
        return null;
    }

    /// <summary>Passes over the property's value, whatever it is, without allocating.</summary>
    public static string? Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
        return null;
    }
}
