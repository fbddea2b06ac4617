using System.Runtime.ExceptionServices;
using InventorySync.Changes;
using Microsoft.Extensions.Logging;

namespace InventorySync.Maintenance;

/// <summary>What the five-minute timer does: its tasks, one after the other, each whatever became of the one before it.</summary>
/// <param name="tasks">In the order in which they run; those that run during a pause come first.</param>
public sealed class MaintenanceRound(IEnumerable<IMaintenanceTask> tasks, PauseGate gate, ILogger<MaintenanceRound> logger)
{
    /// <exception cref="AggregateException">Several tasks have failed; the fault of a single one is thrown as it is.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Exception> faults = [];
        foreach (var task in tasks.Where(task => task.RunsDuringPause)) await TryAsync(task, faults, cancellationToken);
        if (!await gate.IsPausedAsync(cancellationToken))
        {
            foreach (var task in tasks.Where(task => !task.RunsDuringPause)) await TryAsync(task, faults, cancellationToken);
        }

        if (faults is [var only]) ExceptionDispatchInfo.Throw(only);
        if (faults.Count > 0) throw new AggregateException(faults);
    }

    private async Task TryAsync(IMaintenanceTask task, List<Exception> faults, CancellationToken cancellationToken)
    {
        try
        {
            await task.RunAsync(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            Log.TaskFailed(logger, e, task.Name, e.Message);
            faults.Add(e);
        }
    }
}
