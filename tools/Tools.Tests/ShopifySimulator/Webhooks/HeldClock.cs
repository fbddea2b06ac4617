using System.Collections.Concurrent;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>
/// A clock whose timers ring one by one when the test says so: two that are due at about the same time may ring in any order. A clock that
/// is moved, as <see cref="TestClock"/>, rings them in the order in which they are due.
/// </summary>
internal sealed class HeldClock : FakeTimeProvider
{
    private readonly ConcurrentQueue<(TimerCallback Callback, object? State)> _timers = [];

    /// <summary>How many have been made.</summary>
    public int Timers => _timers.Count;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        _timers.Enqueue((callback, state));
        return base.CreateTimer(callback, state, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <param name="number">Of the timer, in the order in which they were made, from 0.</param>
    public void Ring(int number)
    {
        var (callback, state) = _timers.ElementAt(number);
        callback(state);
    }
}
