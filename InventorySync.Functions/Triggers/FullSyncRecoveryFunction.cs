using InventorySync.Changes;
using InventorySync.Maintenance;
using InventorySync.Status;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// Every five minutes: says in the database how the app is doing, and does the maintenance. During a pause only the former.
/// </summary>
public sealed class FullSyncRecoveryFunction(HeartbeatWriter heartbeat, PauseGate gate, MaintenanceRound maintenance)
{
    [Function(nameof(FullSyncRecoveryFunction))]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // What it says of the app is for those who only read the database; so it comes first, whatever the rest may take or throw.
        await heartbeat.BeatAsync(cancellationToken);
        if (!await gate.IsPausedAsync(cancellationToken)) await maintenance.RunAsync(cancellationToken);
    }
}
