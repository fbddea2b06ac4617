namespace FunctionsHost.Timers;

/// <summary>[FixedDelayRetry] of a timer function.</summary>
/// <param name="MaxCount">Tries after the first; -1 means until it succeeds.</param>
/// <param name="Delay">The wait before each.</param>
internal sealed record TimerRetry(int MaxCount, TimeSpan Delay)
{
    public bool Allows(int retriesSoFar) => MaxCount < 0 || retriesSoFar < MaxCount;
}
