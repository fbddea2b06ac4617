using InventorySync.Inventory;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>Removes what is kept for people only once it is older than InventorySync__HistoryDays: full syncs, what they found different, changes that failed and are repaired.</summary>
public sealed class SyncRetention(IInventoryStore store, IOptions<FullSyncOptions> options, TimeProvider timeProvider, ILogger<SyncRetention> logger)
{
    /// <summary>Of a transaction: a fraction of a second, and far from the 5,000 locks at which SQL Server would take the whole table. https://learn.microsoft.com/sql/relational-databases/sql-server-transaction-locking-and-row-versioning-guide#lock-escalation</summary>
    internal const int BatchRows = 1_000;

    /// <summary>Of a call: a minute at most. The rest of a large drift has time until the next.</summary>
    internal const int MostBatches = 50;

    /// <summary>Never throws for want of the database: what its caller does next is more important.</summary>
    public async Task TrimAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        try
        {
            var before = UnixTime.From(timeProvider.GetUtcNow()).Add(-TimeSpan.FromDays(options.Value.HistoryDays));
            for (var batches = 0; batches < MostBatches; batches++)
            {
                var rows = await store.DeleteHistoryAsync(before, BatchRows, cancellationToken);
                removed += rows;
                if (rows < BatchRows) break;
            }
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.HistoryNotRemoved(logger, e, options.Value.HistoryDays, e.Message);
        }

        if (removed > 0) Log.HistoryRemoved(logger, removed, options.Value.HistoryDays);
    }
}
