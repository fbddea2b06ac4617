namespace InventorySync.Cli.Databases;

/// <summary>Old beside new.</summary>
/// <param name="Columns">What was compared.</param>
/// <param name="Missing">Keys of rows that are only in the old table.</param>
/// <param name="Extra">Keys of rows that are only in the new one.</param>
/// <param name="Ambiguous">Keys that more than one row of either has, and which were therefore left out.</param>
/// <param name="Different">By column, the keys with both values.</param>
internal sealed record ComparisonResult(
    int OldRows, int NewRows, IReadOnlyList<string> Columns, IReadOnlyList<string> Missing, IReadOnlyList<string> Extra,
    IReadOnlyList<string> Ambiguous,
    IReadOnlyDictionary<string, IReadOnlyList<string>> Different)
{
    public bool IsEqual => Missing.Count == 0 && Extra.Count == 0 && Ambiguous.Count == 0 && Different.Count == 0;
}
