using FunctionsHost.Discovery;
using FunctionsHost.Invocation;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using PlayedTime;

namespace FunctionsHost.Timers;

/// <summary>
/// Runs one function by its schedule, one run at a time; an occurrence that falls into a run is left out. What was missed while the host
/// was down is not caught up with: the app's own records say what is due, and its functions read them.
/// </summary>
internal sealed class TimerListener(TimerFunction function, FunctionInvoker invoker, TimeProvider time, ILogger<TimerListener> logger)
{
    /// <summary>The longest wait that a timer takes is 49 days; a schedule may be a year.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    private readonly Arrivals _ends = new();
    private bool _isAtWork;

    public string Name => invoker.Name;

    public DateTimeOffset Next(DateTimeOffset after) => function.Schedule.Next(after);

    /// <summary>Runs until <paramref name="stopping"/>, which the run at work sees too.</summary>
    public Task RunAsync(CancellationToken stopping) => time.RunWork("the schedule of", Name, () => FollowAsync(stopping));

    /// <summary>Runs the function now, after the run that may be at work.</summary>
    /// <exception cref="Exception">Whatever the function has thrown.</exception>
    public async Task RunOnceAsync(CancellationToken cancellationToken)
    {
        using var work = time.BeginStep("a run of", Name);
        await TakeTurnAsync(cancellationToken);
        try
        {
            var call = new FunctionCall(static _ => new TimerInfo(), new Dictionary<string, object?>(StringComparer.Ordinal));
            await invoker.InvokeAsync(call, cancellationToken);
        }
        finally
        {
            Volatile.Write(ref _isAtWork, false);
            _ends.Announce();
        }
    }

    /// <summary>Until no run is at work, by the schedule or by hand.</summary>
    public Task WhenIdleAsync() => time.RunWork("the wait for the last run of", Name, UntilIdleAsync);

    private async Task FollowAsync(CancellationToken stopping)
    {
        await Task.Yield();
        try
        {
            while (true)
            {
                await WaitUntilAsync(function.Schedule.Next(time.GetUtcNow()), stopping);
                await RunScheduledAsync(stopping);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
        }
    }

    private async Task TakeTurnAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = _ends.Next;
            if (!Interlocked.Exchange(ref _isAtWork, true)) return;
            await time.WaitAsync(end, cancellationToken);
        }
    }

    private async Task UntilIdleAsync()
    {
        while (true)
        {
            var end = _ends.Next;
            if (!Volatile.Read(ref _isAtWork)) return;
            using (time.RestUntil(end)) await end;
        }
    }

    private async Task RunScheduledAsync(CancellationToken stopping)
    {
        try
        {
            await RunOnceAsync(stopping);
        }
        catch (Exception e) when (!stopping.IsCancellationRequested) // the next occurrence may succeed
        {
            logger.FunctionFailed(e, Name);
        }
    }

    /// <summary>Never returns early: a timer that fires a moment too soon would find the same occurrence again.</summary>
    private async Task WaitUntilAsync(DateTimeOffset instant, CancellationToken stopping)
    {
        while (instant - time.GetUtcNow() is var left && left > TimeSpan.Zero)
        {
            // A delay is cut to whole milliseconds.
            var wait = TimeSpan.FromMilliseconds(Math.Ceiling(left.TotalMilliseconds));
            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping);
        }
    }
}
