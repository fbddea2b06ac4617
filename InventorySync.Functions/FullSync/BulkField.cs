using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.FullSync;

/// <summary>The fields of a line: each reads the value of the property that the reader stands on. Shopify escapes slashes, so nothing is compared before it is unescaped.</summary>
internal static class BulkField
{
    /// <summary>Bytes of the longest id and the longest time, with room for escapes: a level's id names its item as well.</summary>
    private const int MaxLength = 128;

    /// <summary>Moves into the value.</summary>
    /// <returns>False if it is null.</returns>
    /// <exception cref="FormatException">It is neither null nor an object.</exception>
    public static bool EnterObject(ref Utf8JsonReader reader)
    {
        reader.Read();
        return IsObject(ref reader);
    }

    /// <summary>Of the value that the reader stands on; see <see cref="EnterObject"/>.</summary>
    public static bool IsObject(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.StartObject => true,
        JsonTokenType.Null => false,
        _ => throw new FormatException("it is not an object"),
    };

    /// <summary>Whether the object has a further property, on whose name the reader stands then.</summary>
    public static bool IsNext(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    public static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }

    public static int ReadNumber(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetInt32();
    }

    public static bool ReadFlag(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetBoolean();
    }

    /// <exception cref="FormatException">It is no id.</exception>
    public static long ReadId(ref Utf8JsonReader reader)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        var text = buffer[..ReadShort(ref reader, buffer)];
        return Gid.TryNumber(text, out var id) ? id : throw new FormatException($"\"{text}\" is no id");
    }

    /// <exception cref="FormatException">It is no time with an offset.</exception>
    public static UnixTime ReadTime(ref Utf8JsonReader reader)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        var text = buffer[..ReadShort(ref reader, buffer)];
        return UnixTime.TryParse(text, out var time) ? time : throw new FormatException($"\"{text}\" is no time");
    }

    /// <exception cref="InvalidOperationException">It is neither null nor a text.</exception>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static FormatException Missing(string what) => new($"{what} is missing");

    /// <returns>Characters read.</returns>
    private static int ReadShort(ref Utf8JsonReader reader, scoped Span<char> buffer)
    {
        reader.Read();
        return reader.ValueSpan.Length <= buffer.Length ? reader.CopyString(buffer) : throw new FormatException("an id or a time is longer than any");
    }
}
