namespace InventorySync.Cli.Databases;

/// <summary>A column of before, and what it is called now. Names are compared without regard to case, as SQL Server's are.</summary>
internal sealed record ColumnPair(string Old, string New)
{
    /// <param name="text">By commas, each a name of both or old=new; null and blank for none.</param>
    /// <returns>Null where it is neither.</returns>
    public static IReadOnlyList<ColumnPair>? Parse(string? text)
    {
        List<ColumnPair> pairs = [];
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            string[] names = part.Split('=', StringSplitOptions.TrimEntries);
            if (names.Length > 2 || names.Any(string.IsNullOrEmpty)) return null;
            pairs.Add(new ColumnPair(names[0], names[^1]));
        }

        return pairs;
    }

    public override string ToString() => string.Equals(Old, New, StringComparison.OrdinalIgnoreCase) ? New : $"{Old}={New}";
}
