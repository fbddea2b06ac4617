using System.Runtime.ExceptionServices;
using InventorySync.Changes;
using Microsoft.Extensions.Logging;

namespace InventorySync.Maintenance;

/// <summary>What the five-minute timer does: its tasks, one after the other, each whatever became of the one before it.</summary>
/// <param name="tasks">In the order in which they run.</param>
public sealed class MaintenanceRound(IEnumerable<IMaintenanceTask> tasks, PauseGate gate, ILogger<MaintenanceRound> logger)
{
    /// <exception cref="AggregateException">Several tasks have failed; the fault of a single one is thrown as it is.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Exception> faults = [];
        foreach (var task in tasks)
        {
            try
            {
                if (task.RunsDuringPause || !await gate.IsPausedAsync(cancellationToken)) await task.RunAsync(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                Log.TaskFailed(logger, e, task.Name, e.Message);
                faults.Add(e);
            }
        }

        if (faults is [var only]) ExceptionDispatchInfo.Throw(only);
        if (faults.Count > 0) throw new AggregateException(faults);
    }
}
