using InventorySync.LookUps;

namespace InventorySync.Maintenance;

/// <summary>Tries the look-ups that are due.</summary>
internal sealed class LookUpTask(LookUpRunner lookUps) : IMaintenanceTask
{
    public string Name => "look-ups";

    public Task RunAsync(CancellationToken cancellationToken) => lookUps.TryDueAsync(cancellationToken);
}
