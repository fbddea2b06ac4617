using InventorySync.Observations;

namespace InventorySync.Maintenance;

/// <summary>Writes what was observed.</summary>
internal sealed class ObservationTask(ObservationLog observations) : IMaintenanceTask
{
    public string Name => "observations";

    public Task RunAsync(CancellationToken cancellationToken) => observations.FlushAsync(cancellationToken);
}
