using InventorySync.Drift;

namespace InventorySync.Maintenance;

/// <summary>Looks for the causes of drift.</summary>
internal sealed class DriftTask(DriftAnalyzer drift) : IMaintenanceTask
{
    public string Name => "drift";

    public Task RunAsync(CancellationToken cancellationToken) => drift.AnalyzeAsync(cancellationToken);
}
