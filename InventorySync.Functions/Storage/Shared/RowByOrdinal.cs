using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>Columns by their places, until every statement is read by name.</summary>
internal static class RowByOrdinal
{
    public static string GetString(this Row row, int column) => row.Reader.GetString(column);

    public static long Long(this Row row, int column) => row.Long(row.Reader.GetName(column));

    public static int Int(this Row row, int column) => row.Int(row.Reader.GetName(column));

    public static bool Flag(this Row row, int column) => row.Flag(row.Reader.GetName(column));

    public static string? TextOrNull(this Row row, int column) => row.TextOrNull(row.Reader.GetName(column));

    public static UnixTime? TimeOrNull(this Row row, int column) => row.TimeOrNull(row.Reader.GetName(column));
}
