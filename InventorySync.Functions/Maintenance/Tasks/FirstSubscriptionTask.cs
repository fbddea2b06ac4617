using InventorySync.Subscriptions;

namespace InventorySync.Maintenance;

/// <summary>Subscribes the webhooks of a new app, so that the first full sync need not wait for their hourly check.</summary>
internal sealed class FirstSubscriptionTask(SubscriptionKeeper subscriptions) : IMaintenanceTask
{
    public string Name => "first subscriptions";

    public Task RunAsync(CancellationToken cancellationToken) => subscriptions.MakeFirstCheckAsync(cancellationToken);
}
