using System.Runtime.ExceptionServices;
using InventorySync.Changes;
using Microsoft.Extensions.Logging;

namespace InventorySync.Maintenance;

/// <summary>
/// What the five-minute timer does: its tasks, one after the other, each whatever became of the one before it. Every fault is thrown.
/// </summary>
/// <param name="tasks">In the order in which they run; those that run during a pause come first.</param>
public sealed class MaintenanceRound(IEnumerable<IMaintenanceTask> tasks, PauseGate gate, ILogger<MaintenanceRound> logger)
{
    /// <exception cref="AggregateException">Several have failed; the fault of a single one is thrown as it is.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        List<Exception> faults = [];
        try
        {
            foreach (var task in tasks.Where(task => task.RunsDuringPause))
                await TryAsync(task.Name, task.RunAsync, faults, cancellationToken);

            // Where nobody can say, there may be one: an operator who paused the app relies on it.
            var mayBePaused = true;
            await TryAsync("pause", async token => mayBePaused = await gate.IsPausedAsync(token), faults, cancellationToken);
            if (!mayBePaused)
            {
                foreach (var task in tasks.Where(task => !task.RunsDuringPause))
                    await TryAsync(task.Name, task.RunAsync, faults, cancellationToken);
            }
        }
        catch (Exception e) when (faults.Count > 0) // a stop, which ends the round and hides no fault that came before it
        {
            faults.Add(e);
        }

        if (faults is [var only]) ExceptionDispatchInfo.Throw(only);
        if (faults.Count > 0) throw new AggregateException(faults);
    }

    private async Task TryAsync(
        string name, Func<CancellationToken, Task> run, List<Exception> faults, CancellationToken cancellationToken)
    {
        try
        {
            await run(cancellationToken);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            // Whose it is, which the exception does not say; its catcher logs the exception itself.
            Log.TaskFailed(logger, name, e.Message);
            faults.Add(e);
        }
    }
}
