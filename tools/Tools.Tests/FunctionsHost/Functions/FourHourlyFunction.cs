using Microsoft.Azure.Functions.Worker;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Runs every four hours, by a schedule from the settings.</summary>
public sealed class FourHourlyFunction(Script script, TimeProvider time)
{
    [Function("FourHourly")]
    public Task RunAsync([TimerTrigger("%FourHourlySchedule%")] TimerInfo timer, FunctionContext context)
    {
        var run = new TimerRun(time.GetUtcNow(), context.CancellationToken);
        script.TimerRuns.Enqueue(run);
        return script.OnTimer(run);
    }
}
