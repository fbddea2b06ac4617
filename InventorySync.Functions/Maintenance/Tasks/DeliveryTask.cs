using InventorySync.Observations;

namespace InventorySync.Maintenance;

/// <summary>Writes how deliveries were answered.</summary>
internal sealed class DeliveryTask(DeliveryCounter deliveries) : IMaintenanceTask
{
    public string Name => "delivery counts";

    public Task RunAsync(CancellationToken cancellationToken) => deliveries.FlushAsync(cancellationToken);
}
