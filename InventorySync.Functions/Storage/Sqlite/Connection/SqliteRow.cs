using System.Globalization;
using InventorySync.Inventory;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

/// <summary>The columns of a row as the domain's types.</summary>
internal static class SqliteRow
{
    public static UnixTime Time(this SqliteDataReader row, int column) => new(row.GetInt64(column));

    public static UnixTime? TimeOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static int? IntOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);

    public static long? LongOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public static string? TextOrNull(this SqliteDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Columns IsDeleted and PresenceSeenAt, from <paramref name="column"/> on.</summary>
    public static Presence PresenceAt(this SqliteDataReader row, int column) => new(!row.GetBoolean(column), row.Time(column + 1));

    /// <summary>Columns UpdatedAt, SeenAt and ObservedBy, from <paramref name="column"/> on, as the version of <paramref name="value"/>.</summary>
    public static Observation<T> Observed<T>(this SqliteDataReader row, int column, T value) =>
        new(value, row.Time(column), row.Time(column + 1), (ObservedBy)row.GetInt32(column + 2));

    /// <summary>As it is stored: with the digits that Shopify sent.</summary>
    public static string Text(decimal price) => price.ToString(CultureInfo.InvariantCulture);

    public static decimal Price(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
