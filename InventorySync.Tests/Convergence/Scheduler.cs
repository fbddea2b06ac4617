using System.Diagnostics.CodeAnalysis;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// The one scheduler of a history: what happens next is the earliest event, and of two of one instant the one that was asked for first.
/// Whatever the real code awaits is completed by an event, and goes on at once there, so that there are no threads and no waiting.
/// </summary>
internal sealed class Scheduler
{
    private readonly PriorityQueue<Action, (long At, long Order)> _events = new();
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private long _order;

    /// <summary>The true time, which no clock of a history shows.</summary>
    public DateTimeOffset Now { get; private set; } = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public void After(TimeSpan delay, Action happens) => At(Now + (delay > TimeSpan.Zero ? delay : TimeSpan.Zero), happens);

    public void At(DateTimeOffset time, Action happens)
    {
        if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("The real code has left the simulation's thread.");
        _events.Enqueue(happens, (Math.Max(time.UtcTicks, Now.UtcTicks), ++_order));
    }

    /// <summary>Begins work of the real code, up to its first await.</summary>
    public void Begin(Func<Task> work)
    {
        if (SynchronizationContext.Current is not null)
            throw new InvalidOperationException("What the real code awaits would not go on at once.");
        _ = work();
    }

    /// <summary>The next event, and everything that follows from it at once.</summary>
    /// <returns>False if there is none before <paramref name="end"/>.</returns>
    public bool Step(DateTimeOffset end)
    {
        if (!_events.TryPeek(out _, out var next) || next.At > end.UtcTicks) return false;
        Now = new DateTimeOffset(next.At, TimeSpan.Zero);
        _events.Dequeue()();
        return true;
    }
}

/// <summary>
/// A clock of one of the parties, which may be wrong. Nobody moves it: all parties share the scheduler's time, and its timers are events
/// there.
/// </summary>
/// <param name="offset">How far it is ahead of the true time.</param>
/// <param name="isAlive">Whether whoever waits on it still lives.</param>
internal sealed class SkewedClock(Scheduler scheduler, TimeSpan offset, Func<bool> isAlive) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => scheduler.Now + offset;

    public override long GetTimestamp() => scheduler.Now.UtcTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Timer(scheduler, () => callback(state), dueTime, isAlive);

    [SuppressMessage("Performance", "CA1812", Justification = "It is made above.")]
    private sealed class Timer : ITimer
    {
        private readonly Scheduler _scheduler;
        private readonly Action _fire;
        private readonly Func<bool> _isAlive;
        private int _version;

        public Timer(Scheduler scheduler, Action fire, TimeSpan dueTime, Func<bool> isAlive)
        {
            (_scheduler, _fire, _isAlive) = (scheduler, fire, isAlive);
            Change(dueTime, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            var version = ++_version;
            if (dueTime != Timeout.InfiniteTimeSpan)
            {
                _scheduler.After(dueTime, () =>
                {
                    if (version == _version && _isAlive()) _fire();
                });
            }

            return true;
        }

        public void Dispose() => _version++;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
