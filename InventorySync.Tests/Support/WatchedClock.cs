using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Support;

/// <summary>
/// A clock that the test moves, and that tells which waits have begun: so a test moves it when the code under test waits, and neither
/// before nor by guess.
/// </summary>
internal sealed class WatchedClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    private readonly ConcurrentDictionary<TimeSpan, int> _begun = [];
    private readonly ConcurrentDictionary<TimeSpan, int> _passed = [];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        _begun.AddOrUpdate(dueTime, 1, (_, count) => count + 1);
        return timer;
    }

    /// <summary>
    /// Waits until something waits for exactly this long, once more than has been asked for, and leaves the time to its caller.
    /// </summary>
    public async Task WaitBeginsAsync(TimeSpan wait)
    {
        var count = _passed.AddOrUpdate(wait, 1, (_, passed) => passed + 1);
        await Eventually.True(() => _begun.GetValueOrDefault(wait) >= count, $"wait number {count} of {wait} begins");
    }

    /// <summary>The same, and lets that time pass.</summary>
    public async Task PassAsync(TimeSpan wait)
    {
        await WaitBeginsAsync(wait);
        Advance(wait);
    }
}
