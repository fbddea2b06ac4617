using InventorySync.Maintenance;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>Every five minutes: the maintenance tasks. During a pause only the heartbeat.</summary>
public sealed class FullSyncRecoveryFunction(MaintenanceRound maintenance)
{
    [Function(nameof(FullSyncRecoveryFunction))]
    public Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) =>
        maintenance.RunAsync(cancellationToken);
}
