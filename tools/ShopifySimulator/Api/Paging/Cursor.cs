using System.Globalization;
using System.Text.Json;
using GraphQL;

namespace ShopifySimulator.Api.Paging;

/// <summary>
/// A place in a sorted list: after the record of this id and of what the list is sorted by. A client has to take it as it comes.
/// </summary>
/// <param name="Value">What the list is sorted by, as text that sorts alike; empty if by id alone.</param>
internal readonly record struct Cursor(string Value, long Id) : IComparable<Cursor>
{
    public int CompareTo(Cursor other) => string.CompareOrdinal(Value, other.Value) is var order and not 0 ? order : Id.CompareTo(other.Id);

    public static bool operator <(Cursor left, Cursor right) => left.CompareTo(right) < 0;

    public static bool operator >(Cursor left, Cursor right) => left.CompareTo(right) > 0;

    public static bool operator <=(Cursor left, Cursor right) => left.CompareTo(right) <= 0;

    public static bool operator >=(Cursor left, Cursor right) => left.CompareTo(right) >= 0;

    public override string ToString()
    {
        var parts = new Dictionary<string, string>(StringComparer.Ordinal) { ["last_id"] = Texts.Number(Id), ["last_value"] = Value };
        return Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(parts));
    }

    /// <exception cref="ExecutionError">It is none of ours.</exception>
    public static Cursor Parse(string text)
    {
        try
        {
            var parts = JsonSerializer.Deserialize<Dictionary<string, string>>(Convert.FromBase64String(text))!;
            return new Cursor(parts["last_value"], long.Parse(parts["last_id"], CultureInfo.InvariantCulture));
        }
        catch (Exception e) when (e is FormatException or JsonException or KeyNotFoundException)
        {
            throw new ExecutionError("Invalid cursor for current pagination sort.", e) { Code = "BAD_REQUEST" };
        }
    }
}
