using InventorySync.FullSync;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Maintenance;

/// <summary>
/// Removes full syncs, what they found different, and changes that failed and are repaired: after InventorySync__HistoryDays, since they
/// are kept for people only.
/// </summary>
public sealed class HistoryRetentionTask(
    IRetentionStore store, IOptions<FullSyncOptions> options, TimeProvider timeProvider, ILogger<HistoryRetentionTask> logger)
    : IMaintenanceTask
{
    public string Name => "history";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var days = options.Value.HistoryDays;
        if (await Retention.RemoveAsync(days, store.DeleteHistoryAsync, timeProvider, cancellationToken) is var rows and > 0)
            Log.HistoryRemoved(logger, rows, days);
    }
}
