namespace InventorySync.Tests.Convergence;

/// <summary>The functions that timers call: of all instances one runs each, and never twice at a time.</summary>
internal sealed class Timers(History history)
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    private readonly HashSet<string> _busy = [];

    /// <summary>The ticks of all timers until <paramref name="end"/>.</summary>
    public void TickUntil(DateTimeOffset end)
    {
        for (var tick = history.Scheduler.Now + Interval; tick <= end; tick += Interval) history.Scheduler.At(tick, Maintain);
    }

    public void SyncFully() => Run("the full sync", instance => instance.FullSync.RunAsync(mayStart: true, CancellationToken.None));

    public void Maintain() => Run("the recovery", instance => history.Plan.HasFullSyncs
        ? instance.RecoverAsync()
        : instance.LookUps.TryDueAsync(CancellationToken.None));

    private void Run(string what, Func<Instance, Task> run)
    {
        if (!_busy.Add(what)) return;
        var instance = history.AnyInstance();
        var end = instance.Unfinished(() => _busy.Remove(what));
        history.Tell(() => $"{what} on {instance.Name}");
        history.Scheduler.Begin(async () =>
        {
            try
            {
                await run(instance);
            }
            catch (Exception e) when (e is not BrokenPromiseException)
            {
                history.Tell(() => $"{what} fails: {e.Message}");
            }

            end();
            _busy.Remove(what);
        });
    }
}
