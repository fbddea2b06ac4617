using InventorySync.Changes;
using InventorySync.Drift;
using InventorySync.LookUps;
using InventorySync.Maintenance;
using InventorySync.Observations;
using InventorySync.Status;
using InventorySync.Subscriptions;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// Every five minutes: says in the database how the app is doing, tries the look-ups that are due, writes what was observed, looks for the causes of drift, removes old history, and continues a full sync whose instance is gone or starts one that
/// is overdue or asked for. In a new app it subscribes the webhooks first, so that the first full sync need not wait for their hourly check.
/// </summary>
public sealed class FullSyncRecoveryFunction(
    PauseGate gate, FullSyncRecovery recovery, LookUpRunner lookUps, SubscriptionKeeper subscriptions, SyncRetention retention, DriftAnalyzer drift, StatusReader status,
    ObservationLog observations, DeliveryCounter deliveries)
{
    [Function(nameof(FullSyncRecoveryFunction))]
    public async Task RunAsync([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        // What it says of the app is for those who only read the database; so it comes first, whatever the rest may take or throw.
        await status.BeatAsync(cancellationToken);
        if (await gate.IsPausedAsync(cancellationToken)) return;

        // The look-ups first: they take seconds, and a full sync may take what is left of the invocation.
        await lookUps.TryDueAsync(cancellationToken);
        await observations.FlushAsync(cancellationToken);
        await deliveries.FlushAsync(cancellationToken);
        await subscriptions.TryFirstCheckAsync(cancellationToken);
        await retention.TrimAsync(cancellationToken);
        await drift.SettleAsync(cancellationToken);
        await recovery.RecoverAsync(cancellationToken);
    }
}
