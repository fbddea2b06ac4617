namespace InventorySync.Tests.Convergence;

/// <summary>The functions that timers call: of all instances one runs each, and never twice at a time.</summary>
internal sealed class Timers(History history)
{
    public const string ProbeSchedule = "0 3-59/5 * * * *";

    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(5);

    /// <summary>The maintenance comes at the first minute of five, the probe at the fourth.</summary>
    private static readonly TimeSpan BeforeProbe = TimeSpan.FromMinutes(3);

    private readonly HashSet<string> _busy = [];

    /// <summary>The ticks of all timers until <paramref name="end"/>.</summary>
    public void TickUntil(DateTimeOffset end)
    {
        for (var tick = history.Scheduler.Now + Interval; tick <= end; tick += Interval)
        {
            history.Scheduler.At(tick, Maintain);
            if (history.Plan.Probes) history.Scheduler.At(tick + BeforeProbe, Probe);
        }
    }

    public void SyncFully() => Run("the full sync", instance => instance.FullSync.RunAsync(mayStart: true, CancellationToken.None));

    public void Maintain() => Run("the maintenance", instance => instance.Maintenance.RunAsync(CancellationToken.None));

    private void Probe() => Run("the probe", instance => instance.ProbeAsync());

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
