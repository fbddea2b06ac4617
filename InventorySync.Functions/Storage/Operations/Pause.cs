using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// That nothing is applied for now, set by an operator while the database is restored or moved. Webhooks are taken in and wait in the
/// queue.
/// </summary>
/// <param name="Since">Our clock.</param>
/// <param name="Reason">The operator's words; null where there were none.</param>
public sealed record Pause(UnixTime Since, string? Reason);

/// <summary>The rows of an operator's decisions, as both stores' statements answer them.</summary>
internal static class OperationRows
{
    public static Pause Pause(Row row) => new(row.Time("PausedAt"), row.TextOrNull("PauseReason"));
}
