using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Support;

/// <summary>
/// A clock that the test moves, and that tells which waits have begun: so a test moves it when the code under test waits, and neither
/// before nor by guess.
/// </summary>
internal sealed class TestClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentQueue<TimeSpan> _waits = [];
    private readonly ConcurrentDictionary<TimeSpan, int> _passed = [];

    /// <summary>
    /// Whether every wait is over as soon as it begins, and all of its time has passed: so code that waits for hours is tested at once.
    /// </summary>
    public bool MovesItself { get; init; }

    /// <summary>What was waited for, in its order.</summary>
    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    /// <summary>Called when a wait begins, and before it is over, such as to cancel in the middle of it.</summary>
    public Action<TimeSpan>? Waiting { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime == Timeout.InfiniteTimeSpan) return timer;
        _waits.Enqueue(dueTime);
        Waiting?.Invoke(dueTime);
        if (MovesItself) Advance(dueTime);
        return timer;
    }

    /// <summary>
    /// Waits until something waits for exactly this long, once more than has been asked for, and leaves the time to its caller.
    /// </summary>
    public async Task WaitBeginsAsync(TimeSpan wait)
    {
        var count = _passed.AddOrUpdate(wait, 1, (_, passed) => passed + 1);
        await Eventually.True(() => _waits.Count(begun => begun == wait) >= count, $"wait number {count} of {wait} begins");
    }

    /// <summary>The same, and lets that time pass.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await WaitBeginsAsync(wait);
        Advance(wait);
    }
}
