using System.Globalization;
using System.Runtime.CompilerServices;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// The columns' lengths, in characters, for texts that are sent as JSON: reading JSON cuts off or drops what is too long without a word.
/// Shopify's own limit is 255 for each, and three of them in a variant's title.
/// </summary>
internal static class TextLimits
{
    /// <summary>Of a variant's code, and of its other texts but the title.</summary>
    public const int ShortLength = 500;

    public const int TitleLength = 1_000;
    public const int StatusLength = 50;
    public const int LocationLength = 500;

    /// <param name="column">What the fault names.</param>
    public static string? Short(string? text, string column) => Fit(text, ShortLength, column);

    public static string Title(string text) => Fit(text, TitleLength)!;

    public static string Status(string text) => Fit(text, StatusLength)!;

    /// <summary>
    /// Of what a delivery's unsigned headers say, and nothing is decided by: its beginning is enough, and recording it must not fail.
    /// </summary>
    public static string? Cut(string? text, int length) => text is null || text.Length <= length ? text : text[..length];

    private static string? Fit(string? text, int length, [CallerMemberName] string column = "") => text is null || text.Length <= length
        ? text
        : throw new ArgumentException(
            string.Create(CultureInfo.InvariantCulture, $"{column} has {text.Length} characters; the database takes {length}."),
            nameof(text));
}
