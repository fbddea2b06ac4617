using FunctionsHost.Timers;

namespace FunctionsHost.Discovery;

/// <summary>A function with a timer trigger.</summary>
/// <param name="RunsOnStartup">Whether it runs once when the host starts, besides its schedule.</param>
/// <param name="IsMonitored">Whether it is told about its last run.</param>
/// <param name="Retry">What follows a failed run; null means the next occurrence.</param>
internal sealed record TimerFunction(FunctionMethod Method, Schedule Schedule, bool RunsOnStartup, bool IsMonitored, TimerRetry? Retry);
