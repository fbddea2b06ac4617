namespace InventorySync.Cli.Databases;

/// <summary>A table in memory: its columns' names, and its rows' values in their order.</summary>
internal sealed record TableRows(IReadOnlyList<string> Columns, IReadOnlyList<object?[]> Rows)
{
    /// <returns>-1 where there is none of that name.</returns>
    public int IndexOf(string column)
    {
        for (var i = 0; i < Columns.Count; i++)
        {
            if (string.Equals(Columns[i], column, StringComparison.OrdinalIgnoreCase)) return i;
        }

        return -1;
    }
}
