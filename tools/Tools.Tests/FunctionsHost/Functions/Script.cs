using System.Collections.Concurrent;

namespace Tools.Tests.FunctionsHost.Functions;

/// <summary>What the test functions do, set by a test, and what they have seen.</summary>
public sealed class Script
{
    public Func<Delivery, Task> OnMessage { get; set; } = _ => Task.CompletedTask;

    public Func<TimerRun, Task> OnTimer { get; set; } = _ => Task.CompletedTask;

    public Func<CancellationToken, Task> OnRequest { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<Delivery> Deliveries { get; } = [];

    public ConcurrentQueue<TimerRun> TimerRuns { get; } = [];
}
