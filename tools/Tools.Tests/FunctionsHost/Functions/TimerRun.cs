namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>One run of a timer function, as it saw it.</summary>
public sealed record TimerRun(DateTimeOffset At, CancellationToken Token);
