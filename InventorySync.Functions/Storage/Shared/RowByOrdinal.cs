using System.Globalization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>Columns by their places, until every statement is read by name.</summary>
internal static class RowByOrdinal
{
    public static bool IsDBNull(this Row row, int column) => row.Reader.IsDBNull(column);

    public static long GetInt64(this Row row, int column) => row.Long(column);

    public static int GetInt32(this Row row, int column) => row.Int(column);

    public static bool GetBoolean(this Row row, int column) => row.Flag(column);

    public static string GetString(this Row row, int column) => row.Reader.GetString(column);

    public static decimal GetDecimal(this Row row, int column) => row.Reader.GetDecimal(column);

    public static long Long(this Row row, int column) => Convert.ToInt64(row.Reader.GetValue(column), CultureInfo.InvariantCulture);

    public static int Int(this Row row, int column) => Convert.ToInt32(row.Reader.GetValue(column), CultureInfo.InvariantCulture);

    public static bool Flag(this Row row, int column) => Convert.ToBoolean(row.Reader.GetValue(column), CultureInfo.InvariantCulture);

    public static UnixTime Time(this Row row, int column) => new(row.Long(column));

    public static UnixTime? TimeOrNull(this Row row, int column) => row.IsDBNull(column) ? null : row.Time(column);

    public static int? IntOrNull(this Row row, int column) => row.IsDBNull(column) ? null : row.Int(column);

    public static long? LongOrNull(this Row row, int column) => row.IsDBNull(column) ? null : row.Long(column);

    public static string? TextOrNull(this Row row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static Presence PresenceAt(this Row row, int column) => new(!row.Flag(column), row.Time(column + 1));

    public static Observation<T> Observed<T>(this Row row, int column, T value) =>
        new(value, row.Time(column), row.Time(column + 1), (ObservedBy)row.Int(column + 2));

    public static Outcome Outcome(this Row row, int column) => (Outcome)row.Int(column);

    public static Outcome? OutcomeOrNull(this Row row, int column) => row.IsDBNull(column) ? null : row.Outcome(column);

    public static PendingLookUp LookUp(this Row row) => new(
        (LookUpKind)row.Int(0), row.Long(1), (LookUpReason)row.Int(2), row.Time(3), row.Time(4), row.Time(5), row.Int(6));

    public static DriftRow Drift(this Row row) => new(
        row.GetString(0), row.LongOrNull(1), row.LongOrNull(2), row.LongOrNull(3), row.LongOrNull(4), row.TextOrNull(5), row.TextOrNull(6),
        row.Flag(7));
}
