using System.Globalization;
using InventorySync.Inventory;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>The columns of a row as the domain's types. A number may come as any of SQL Server's integer types: an expression's is not its column's.</summary>
internal static class SqlServerRow
{
    public static long Long(this SqlDataReader row, int column) => Convert.ToInt64(row.GetValue(column), CultureInfo.InvariantCulture);

    public static int Int(this SqlDataReader row, int column) => Convert.ToInt32(row.GetValue(column), CultureInfo.InvariantCulture);

    public static bool Flag(this SqlDataReader row, int column) => Convert.ToBoolean(row.GetValue(column), CultureInfo.InvariantCulture);

    public static UnixTime Time(this SqlDataReader row, int column) => new(row.Long(column));

    public static UnixTime? TimeOrNull(this SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static int? IntOrNull(this SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Int(column);

    public static long? LongOrNull(this SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Long(column);

    public static string? TextOrNull(this SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>Columns IsDeleted and PresenceSeenAt, from <paramref name="column"/> on.</summary>
    public static Presence PresenceAt(this SqlDataReader row, int column) => new(!row.Flag(column), row.Time(column + 1));

    /// <summary>Columns UpdatedAt, SeenAt and ObservedBy, from <paramref name="column"/> on, as the version of <paramref name="value"/>.</summary>
    public static Observation<T> Observed<T>(this SqlDataReader row, int column, T value) => new(value, row.Time(column), row.Time(column + 1), (ObservedBy)row.Int(column + 2));

    /// <summary>The outcome as the functions of the rule number it.</summary>
    public static Outcome Outcome(this SqlDataReader row, int column) => (Outcome)row.Int(column);

    public static Outcome? OutcomeOrNull(this SqlDataReader row, int column) => row.IsDBNull(column) ? null : row.Outcome(column);

    /// <summary>Columns Kind, Id, Reason, AskedAt, SeenAfter, NotBefore and Tries.</summary>
    public static PendingLookUp LookUp(this SqlDataReader row) => new(
        (LookUpKind)row.Int(0), row.Long(1), (LookUpReason)row.Int(2), row.Time(3), row.Time(4), row.Time(5), row.Int(6));

    /// <summary>Columns Kind, VariantId, ProductId, InventoryItemId, LocationId, Was, Became and IsInFlight.</summary>
    public static DriftRow Drift(this SqlDataReader row) => new(
        row.GetString(0), row.LongOrNull(1), row.LongOrNull(2), row.LongOrNull(3), row.LongOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.Flag(7));
}
