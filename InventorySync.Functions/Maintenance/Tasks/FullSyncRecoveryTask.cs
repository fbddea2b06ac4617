using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Storage;
using Microsoft.Extensions.Options;

namespace InventorySync.Maintenance;

/// <summary>Continues a full sync whose instance is gone, and starts one that is overdue, or that a webhook has asked for.</summary>
public sealed class FullSyncRecoveryTask(
    FullSyncRunner runner, IFullSyncStore store, IOptions<FullSyncOptions> options, TimeProvider timeProvider) : IMaintenanceTask
{
    public string Name => "full sync";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var history = await store.GetSyncHistoryAsync(cancellationToken);
        var isDue = SyncSchedule.IsDue(history, SyncSchedule.TryParse(options.Value.FullSyncSchedule)!, timeProvider.Now());
        if (isDue || history.IsRunning) await runner.RunAsync(mayStart: isDue, cancellationToken);
    }
}
