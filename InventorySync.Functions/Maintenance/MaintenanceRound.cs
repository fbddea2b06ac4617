using InventorySync.Drift;
using InventorySync.LookUps;
using InventorySync.Observations;
using InventorySync.Subscriptions;

namespace InventorySync.Maintenance;

/// <summary>
/// What the five-minute timer does where there is no pause: tries the look-ups that are due, writes what was observed, removes old history,
/// looks for the causes of drift, and continues a full sync whose instance is gone or starts one that is overdue or asked for. In a new app
/// it subscribes the webhooks first, so that the first full sync need not wait for their hourly check.
/// </summary>
public sealed class MaintenanceRound(
    LookUpRunner lookUps, ObservationLog observations, DeliveryCounter deliveries, SubscriptionKeeper subscriptions,
    SyncRetention retention,
    DriftAnalyzer drift, FullSyncRecovery recovery)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
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
