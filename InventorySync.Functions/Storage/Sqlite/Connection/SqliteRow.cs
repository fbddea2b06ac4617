using System.Globalization;

namespace InventorySync.Storage.Sqlite;

/// <summary>What SQLite has no type for.</summary>
internal static class SqliteRow
{
    /// <summary>As it is stored: with the digits that Shopify sent.</summary>
    public static string Text(decimal price) => price.ToString(CultureInfo.InvariantCulture);

    public static decimal Price(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
