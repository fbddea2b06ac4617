namespace InventorySync.Storage;

/// <summary>The rows of an operator's decisions, as both stores' statements answer them.</summary>
internal static class OperationRows
{
    public static Pause Pause(Row row) => new(row.Time("PausedAt"), row.TextOrNull("PauseReason"));
}
