using InventorySync.Observations;
using InventorySync.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Maintenance;

/// <summary>
/// Removes observations after InventorySync__ObservationDays. Of no days, none is kept of those that were written before.
/// </summary>
public sealed class ObservationRetentionTask(
    IRetentionStore store, IOptions<ObservationOptions> options, TimeProvider timeProvider, ILogger<ObservationRetentionTask> logger)
    : IMaintenanceTask
{
    public string Name => "old observations";

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var days = options.Value.ObservationDays;
        if (await Retention.RemoveAsync(days, store.DeleteObservationsAsync, timeProvider, cancellationToken) is var rows and > 0)
            Log.ObservationsRemoved(logger, rows, days);
    }
}
