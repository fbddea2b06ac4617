using System.Buffers;
using System.Globalization;
using System.Text;

namespace InventorySync.Inventory;

/// <summary>
/// An instant, in nanoseconds since 1970 UTC: the unit of every version in the envelope and in the stores.
/// Shopify's Triggered-At has up to nine fraction digits, which neither <see cref="DateTimeOffset"/> (100 ns) nor every SQL type can hold.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds since 1970-01-01T00:00:00Z; 64 bits last until the year 2262.</param>
public readonly record struct UnixTime(long Nanoseconds) : IComparable<UnixTime>
{
    private const long NanosecondsPerTick = 100;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int MaxFractionDigits = 9;
    private const int MaxLength = 35; // 2025-07-10T16:15:47.000000000+07:00

    public static UnixTime From(DateTimeOffset time) => new((time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) * NanosecondsPerTick);

    /// <summary>Whole ticks of 100 ns: the last two digits are cut off.</summary>
    public DateTimeOffset ToDateTimeOffset() => DateTimeOffset.UnixEpoch.AddTicks(Nanoseconds / NanosecondsPerTick);

    /// <summary>Whole minutes since 1970 UTC.</summary>
    public long Minute => Nanoseconds / (60 * NanosecondsPerSecond);

    /// <summary>Whole hours since 1970 UTC.</summary>
    public long Hour => Nanoseconds / (3_600 * NanosecondsPerSecond);

    /// <summary>Without its fraction of a second.</summary>
    public UnixTime ToWholeSecond() => new(Nanoseconds - (Nanoseconds % NanosecondsPerSecond));

    public static UnixTime Later(UnixTime one, UnixTime other) => one > other ? one : other;

    public UnixTime Add(TimeSpan span) => new(Nanoseconds + (span.Ticks * NanosecondsPerTick));

    public static TimeSpan operator -(UnixTime later, UnixTime earlier) =>
        TimeSpan.FromTicks((later.Nanoseconds - earlier.Nanoseconds) / NanosecondsPerTick);

    public static bool operator <(UnixTime left, UnixTime right) => left.Nanoseconds < right.Nanoseconds;

    public static bool operator >(UnixTime left, UnixTime right) => left.Nanoseconds > right.Nanoseconds;

    public static bool operator <=(UnixTime left, UnixTime right) => left.Nanoseconds <= right.Nanoseconds;

    public static bool operator >=(UnixTime left, UnixTime right) => left.Nanoseconds >= right.Nanoseconds;

    public int CompareTo(UnixTime other) => Nanoseconds.CompareTo(other.Nanoseconds);

    /// <summary>
    /// Reads an RFC 3339 time: a date, a time to the second, up to nine fraction digits, and an offset or Z, without which the instant
    /// would be a guess.
    /// </summary>
    public static bool TryParse(ReadOnlySpan<char> text, out UnixTime time)
    {
        time = default;
        Span<byte> ascii = stackalloc byte[MaxLength];
        return text.Length <= MaxLength
            && Ascii.FromUtf16(text, ascii, out var length) == OperationStatus.Done
            && TryParse(ascii[..length], out time);
    }

    /// <summary>The same of a text in UTF-8.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out UnixTime time)
    {
        time = default;
        const int ToTheSecond = 19; // 2025-07-10T16:15:47
        if (text.Length <= ToTheSecond || !TryParseSecond(text[..ToTheSecond], out var local)) return false;

        var rest = text[ToTheSecond..];
        if (!TryTakeFraction(ref rest, out var fractionNanoseconds) || !TryParseOffset(rest, out var offset)) return false;

        var utcTicks = local.Ticks - offset.Ticks - DateTimeOffset.UnixEpoch.Ticks;
        // Without its last second, of which only a part is left.
        if (utcTicks is < long.MinValue / NanosecondsPerTick or >= (long.MaxValue / NanosecondsPerTick) - TimeSpan.TicksPerSecond)
            return false;
        time = new UnixTime((utcTicks * NanosecondsPerTick) + fractionNanoseconds);
        return true;
    }

    public override string ToString()
    {
        var fraction = Nanoseconds % 1_000_000_000;
        if (fraction < 0) fraction += 1_000_000_000;
        var second = DateTimeOffset.UnixEpoch.AddSeconds((Nanoseconds - fraction) / 1_000_000_000);
        return string.Create(CultureInfo.InvariantCulture, $"{second:yyyy-MM-dd'T'HH:mm:ss}.{fraction:D9}Z");
    }

    /// <summary>
    /// By hand: a file of a full sync has millions of times, and reading them by a format takes as long as all the rest of their lines.
    /// </summary>
    private static bool TryParseSecond(ReadOnlySpan<byte> text, out DateTime time)
    {
        time = default;
        if (text is not [_, _, _, _, (byte)'-', _, _, (byte)'-', _, _, (byte)'T', _, _, (byte)':', _, _, (byte)':', _, _]) return false;
        if (!TryParseDigits(text[..4], out var year)
            || !TryParseDigits(text[5..7], out var month)
            || !TryParseDigits(text[8..10], out var day))
            return false;
        if (!TryParseDigits(text[11..13], out var hour)
            || !TryParseDigits(text[14..16], out var minute)
            || !TryParseDigits(text[17..], out var second))
            return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59
            || second > 59)
            return false;
        time = new DateTime(year, month, day, hour, minute, second, DateTimeKind.Unspecified);
        return true;
    }

    private static bool TryParseDigits(ReadOnlySpan<byte> text, out int number)
    {
        number = 0;
        foreach (var digit in text)
        {
            if (!char.IsAsciiDigit((char)digit)) return false;
            number = (number * 10) + (digit - '0');
        }

        return true;
    }

    private static bool TryTakeFraction(ref ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text[0] != '.') return true;

        var digits = text[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        if (digits is < 1 or > MaxFractionDigits) return false;
        for (var i = 1; i <= MaxFractionDigits; i++) nanoseconds = (nanoseconds * 10) + (i <= digits ? text[i] - '0' : 0);
        text = text[(digits + 1)..];
        return true;
    }

    private static bool TryParseOffset(ReadOnlySpan<byte> text, out TimeSpan offset)
    {
        offset = default;
        if (text is [(byte)'Z' or (byte)'z']) return true;
        if (text is not [(byte)'+' or (byte)'-', _, _, (byte)':', _, _]) return false;
        if (!TryParseDigits(text[1..3], out var hours) || !TryParseDigits(text[4..], out var minutes) || hours > 23 || minutes > 59)
            return false;
        offset = new TimeSpan(hours, minutes, 0);
        if (text[0] == '-') offset = -offset;
        return true;
    }
}
