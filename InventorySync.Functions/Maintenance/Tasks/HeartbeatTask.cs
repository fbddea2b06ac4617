using InventorySync.Status;

namespace InventorySync.Maintenance;

/// <summary>Says in the database how the app is doing, for those who only read that.</summary>
internal sealed class HeartbeatTask(HeartbeatWriter heartbeat) : IMaintenanceTask
{
    public string Name => "heartbeat";

    public bool RunsDuringPause => true;

    public Task RunAsync(CancellationToken cancellationToken) => heartbeat.BeatAsync(cancellationToken);
}
