using InventorySync.Changes;
using InventorySync.FullSync;
using InventorySync.Registration;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// Every five minutes: continues a full sync whose instance is gone, starts one that is overdue or asked for, and tries the look-ups that are due. In a new
/// app it subscribes the webhooks first, so that the first full sync need not wait for their hourly check.
/// </summary>
public sealed class FullSyncRecoveryFunction(FullSyncRecovery recovery, LookUps lookUps, SubscriptionKeeper subscriptions)
{
    [Function(nameof(FullSyncRecoveryFunction))]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // The look-ups first: they take seconds, and a full sync may take what is left of the invocation.
        await lookUps.TryDueAsync(cancellationToken);
        await subscriptions.TryFirstCheckAsync(cancellationToken);
        await recovery.RecoverAsync(cancellationToken);
    }
}
