namespace InventorySync.Maintenance;

/// <summary>One task of the five-minute timer.</summary>
public interface IMaintenanceTask
{
    /// <summary>What a log line calls it.</summary>
    string Name { get; }

    /// <summary>Whether it runs during a pause too.</summary>
    bool RunsDuringPause => false;

    Task RunAsync(CancellationToken cancellationToken);
}
