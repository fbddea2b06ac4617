using System.Globalization;
using InventorySync.Storage;

namespace InventorySync.Cli.Databases;

/// <summary>
/// Compares two tables row by row, by a key. Values are compared by what they mean: 20 is 20.00, and blanks at the end of a text are none,
/// as a char column pads with them.
/// </summary>
internal static class RowComparer
{
    /// <param name="keys">At least one.</param>
    /// <param name="compared">Empty for every column that both have and that is no key.</param>
    /// <exception cref="StoreRefusedException">A column is not there, or nothing is left to be compared.</exception>
    public static ComparisonResult Compare(TableRows old, TableRows now, IReadOnlyList<ColumnPair> keys, IReadOnlyList<ColumnPair> compared)
    {
        if (keys.Count == 0) throw new StoreRefusedException("Say by --key what a row is known by.");
        ColumnPair[] columns = compared.Count > 0
            ? [.. compared]
            : [.. old.Columns.Where(column => now.IndexOf(column) >= 0 && !keys.Any(key => Same(key.Old, column) || Same(key.New, column)))
                .Select(column => new ColumnPair(column, column))];
        foreach (var pair in keys.Concat(columns))
        {
            if (old.IndexOf(pair.Old) < 0)
                throw new StoreRefusedException($"The table of before has no column {pair.Old}; it has {string.Join(", ", old.Columns)}.");
            if (now.IndexOf(pair.New) < 0)
                throw new StoreRefusedException($"This app's has no column {pair.New}; it has {string.Join(", ", now.Columns)}.");
        }

        var (before, after) =
            (ByKey(old, [.. keys.Select(key => old.IndexOf(key.Old))]), ByKey(now, [.. keys.Select(key => now.IndexOf(key.New))]));
        string[] ambiguous = [.. before.Where(row => row.Value.Count > 1)
            .Concat(after.Where(row => row.Value.Count > 1))
            .Select(row => row.Key)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];
        foreach (var key in ambiguous)
        {
            before.Remove(key);
            after.Remove(key);
        }

        return new ComparisonResult(
            old.Rows.Count, now.Rows.Count, [.. columns.Select(column => column.ToString())],
            [.. before.Keys.Except(after.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. after.Keys.Except(before.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            ambiguous,
            Differences(old, now, columns, before, after));
    }

    private static Dictionary<string, IReadOnlyList<string>> Differences(
        TableRows old, TableRows now, ColumnPair[] columns, Dictionary<string, List<object?[]>> before,
        Dictionary<string, List<object?[]>> after)
    {
        var differences = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var column in columns)
        {
            var (was, became) = (old.IndexOf(column.Old), now.IndexOf(column.New));
            string[] rows =
            [
                .. before.Where(row => after.ContainsKey(row.Key)).OrderBy(row => row.Key, StringComparer.Ordinal)
                    .Select(row => (row.Key, Old: Text(row.Value[0][was]), New: Text(after[row.Key][0][became])))
                    .Where(row => row.Old != row.New).Select(row => $"{row.Key}: {row.Old} -> {row.New}"),
            ];
            if (rows.Length > 0) differences.Add(column.ToString(), rows);
        }

        return differences;
    }

    private static Dictionary<string, List<object?[]>> ByKey(TableRows table, int[] keys)
    {
        var rows = new Dictionary<string, List<object?[]>>(StringComparer.Ordinal);
        foreach (var row in table.Rows)
        {
            var key = string.Join(" | ", keys.Select(column => Text(row[column])));
            if (rows.TryGetValue(key, out var same)) same.Add(row);
            else rows.Add(key, [row]);
        }

        return rows;
    }

    private static string Text(object? value) => value switch
    {
        null or DBNull => "null",
        bool flag => flag ? "1" : "0",
        string text => text.TrimEnd(' '),
        DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        decimal or double or float or long or int or short or byte =>
            Convert.ToDecimal(value, CultureInfo.InvariantCulture).ToString("0.############################", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static bool Same(string x, string y) => string.Equals(x, y, StringComparison.OrdinalIgnoreCase);
}
