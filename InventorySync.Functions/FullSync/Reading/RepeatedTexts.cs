using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace InventorySync.FullSync;

/// <summary>
/// Texts that come again and again in a file: a product's title with each of its variants, "Default Title" or "S" with each product, a
/// status with every line. Each is made once, and again only where another has taken its place.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int Places = 256; // a power of two
    private const int MaxLength = 64;

    private readonly string?[] _texts = new string?[Places];

    /// <summary>The text that the reader stands on; null if it is null.</summary>
    /// <exception cref="InvalidOperationException">It is neither null nor a text.</exception>
    public string? Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        var bytes = reader.ValueSpan;
        if (reader is not { TokenType: JsonTokenType.String, ValueIsEscaped: false } || bytes.Length is < sizeof(ushort) or > MaxLength)
            return reader.GetString();

        // What is not ASCII is never equal, and made each time.
        ref var text = ref _texts[PlaceOf(bytes)];
        if (text is null || !Ascii.Equals(bytes, text)) text = reader.GetString()!;
        return text;
    }

    /// <summary>By its length and both ends: where texts differ, they mostly do there.</summary>
    private static int PlaceOf(ReadOnlySpan<byte> bytes)
    {
        var (first, last) = (MemoryMarshal.Read<ushort>(bytes), MemoryMarshal.Read<ushort>(bytes[^sizeof(ushort)..]));
        return (int)(((uint)((first * 31) + last + bytes.Length) * 2654435761) >> 24);
    }
}
