using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Maintenance;

/// <summary>
/// Removes what is kept for people only, once it is old: full syncs, what they found different and changes that failed and are repaired
/// after InventorySync__HistoryDays, observations after InventorySync__ObservationDays.
/// </summary>
public sealed class SyncRetentionTask(
    IRetentionStore store, IOptions<FullSyncOptions> options, IOptions<ObservationOptions> observations, TimeProvider timeProvider,
    ILogger<SyncRetentionTask> logger) : IMaintenanceTask
{
    /// <summary>
    /// Of a transaction: a fraction of a second, and far from the 5,000 locks at which SQL Server would take the whole table.
    /// https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation
    /// </summary>
    internal const int BatchRows = 1_000;

    /// <summary>Of a call and a kind: a minute at most. The rest of a large drift has time until the next.</summary>
    internal const int MostBatches = 50;

    public string Name => "retention";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            var days = options.Value.HistoryDays;
            if (await RemoveAsync(days, store.DeleteHistoryAsync, cancellationToken) is var rows and > 0)
                Log.HistoryRemoved(logger, rows, days);
        }
        finally // what is kept of the one says nothing about the other
        {
            // Of no days, none is kept of those that were written before.
            var days = observations.Value.ObservationDays;
            if (await RemoveAsync(days, store.DeleteObservationsAsync, cancellationToken) is var rows and > 0)
                Log.ObservationsRemoved(logger, rows, days);
        }
    }

    private async Task<int> RemoveAsync(
        int days, Func<UnixTime, int, CancellationToken, Task<int>> delete, CancellationToken cancellationToken)
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
