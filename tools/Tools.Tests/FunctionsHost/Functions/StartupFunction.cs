using Microsoft.Azure.Functions.Worker;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>Runs when the host starts and every ten minutes; a failed run is tried twice more, a minute apart.</summary>
public sealed class StartupFunction(Script script, TimeProvider time)
{
    [Function("Startup")]
    [FixedDelayRetry(2, "00:01:00")]
    public Task RunAsync([TimerTrigger("00:10:00", RunOnStartup = true, UseMonitor = false)] TimerInfo timer, FunctionContext context)
    {
        var run = new TimerRun(time.GetUtcNow(), timer, context.RetryContext.RetryCount, context.CancellationToken);
        script.TimerRuns.Enqueue(run);
        return script.OnTimer(run);
    }
}
