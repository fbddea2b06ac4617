using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Support;

/// <summary>
/// A clock on which every wait is over as soon as it begins, and all of its time has passed: so code that waits for hours is tested at
/// once, and how long it waited can be asserted.
/// </summary>
internal sealed class SelfMovingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];

    /// <summary>What was waited for, in its order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    /// <summary>Called before a wait is over, such as to cancel in the middle of it.</summary>
    public Action<TimeSpan>? Waiting { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Timeout.InfiniteTimeSpan) return timer;
        _waits.Enqueue(dueTime);
        Waiting?.Invoke(dueTime);
        Advance(dueTime);
        return timer;
    }
}
