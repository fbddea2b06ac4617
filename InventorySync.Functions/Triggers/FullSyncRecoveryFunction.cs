using InventorySync.Changes;
using InventorySync.FullSync;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>Every five minutes: continues a full sync whose instance is gone, starts one that is overdue or asked for, and tries the look-ups that are due.</summary>
public sealed class FullSyncRecoveryFunction(PauseGate gate, FullSyncRecovery recovery, LookUps lookUps)
{
    [Function(nameof(FullSyncRecoveryFunction))]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await gate.IsPausedAsync(cancellationToken)) return;

        // The look-ups first: they take seconds, and a full sync may take what is left of the invocation.
        await lookUps.TryDueAsync(cancellationToken);
        await recovery.RecoverAsync(cancellationToken);
    }
}
