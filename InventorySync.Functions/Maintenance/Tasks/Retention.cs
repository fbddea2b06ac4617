using InventorySync.Inventory;

namespace InventorySync.Maintenance;

/// <summary>Removes old rows in small transactions.</summary>
internal static class Retention
{
    /// <summary>
    /// Of a transaction: a fraction of a second, and far from the 5,000 locks at which SQL Server would take the whole table.
    /// https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
    /// </summary>
    private const int BatchRows = 1_000;

    /// <summary>Of a call and a kind: a minute at most. The rest of a large drift has time until the next.</summary>
    private const int MostBatches = 50;

    /// <param name="delete">Deletes rows that are older, at most so many, and says how many there were.</param>
    /// <returns>How many rows were removed.</returns>
    public static async Task<int> RemoveAsync(
        int days, Func<UnixTime, int, CancellationToken, Task<int>> delete, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var removed = 0;
        var before = timeProvider.Now().Add(-TimeSpan.FromDays(days));
        for (var batches = 0; batches < MostBatches; batches++)
        {
            var rows = await delete(before, BatchRows, cancellationToken);
            removed += rows;
            if (rows < BatchRows) break;
        }

        return removed;
    }
}
