using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.FullSync;

/// <summary>
/// The fields of a line: each reads the value of the property that the reader stands on. Shopify escapes slashes, so nothing is compared
/// before it is unescaped.
/// </summary>
internal static class BulkField
{
    /// <summary>Bytes of the longest id, time and price, with room for escapes: a level's id names its item as well.</summary>
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

    /// <summary>
    /// The name or the text that the reader stands on, unescaped; in place where it can be, since it is compared with many.
    /// </summary>
    public static ReadOnlySpan<byte> TextOf(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

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
        reader.Read();
        if (TryReadEscapedId(reader.ValueSpan, out var number)) return number;

        Span<char> buffer = stackalloc char[MaxLength];
        var text = buffer[..CopyShort(ref reader, buffer)];
        return Gid.TryNumber(text, out var id) ? id : throw new FormatException($"\"{text}\" is no id");
    }

    /// <exception cref="FormatException">It is no time with an offset.</exception>
    public static UnixTime ReadTime(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (!reader.ValueIsEscaped && UnixTime.TryParse(reader.ValueSpan, out var time)) return time;

        Span<char> buffer = stackalloc char[MaxLength];
        var text = buffer[..CopyShort(ref reader, buffer)];
        return UnixTime.TryParse(text, out time) ? time : throw new FormatException($"\"{text}\" is no time");
    }

    /// <exception cref="FormatException">It is a text, but no number.</exception>
    public static decimal? ReadPrice(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader is { TokenType: JsonTokenType.String, ValueIsEscaped: false })
            return decimal.Parse(reader.ValueSpan, NumberStyles.Number, CultureInfo.InvariantCulture);

        Span<char> buffer = stackalloc char[MaxLength];
        return decimal.Parse(buffer[..CopyShort(ref reader, buffer)], NumberStyles.Number, CultureInfo.InvariantCulture);
    }

    /// <exception cref="InvalidOperationException">It is neither null nor a text.</exception>
    public static string? ReadText(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    public static FormatException Missing(string what) => new($"{what} is missing");

    /// <summary>
    /// An id as Shopify writes it: gid:\/\/shopify\/Product\/1. Most of a line is ids, and to unescape them takes as long as the fields
    /// together. What is written otherwise is no fault, and is unescaped.
    /// </summary>
    private static bool TryReadEscapedId(ReadOnlySpan<byte> escaped, out long id)
    {
        id = 0;
        if (!escaped.StartsWith(@"gid:\/\/shopify\/"u8)) return false;
        var number = escaped[(escaped.LastIndexOf((byte)'/') + 1)..];
        return number is [>= (byte)'0' and <= (byte)'9', ..]
            && Utf8Parser.TryParse(number, out id, out var length)
            && (length == number.Length || number[length] == '?');
    }

    /// <returns>How many characters.</returns>
    private static int CopyShort(ref Utf8JsonReader reader, scoped Span<char> buffer) =>
        reader.ValueSpan.Length <= buffer.Length
            ? reader.CopyString(buffer)
            : throw new FormatException("an id, a time or a price is longer than any");
}
