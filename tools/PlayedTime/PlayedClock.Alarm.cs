namespace PlayedTime;

public sealed partial class PlayedClock
{
    /// <summary>A timer.</summary>
    /// <param name="number">Of those of one instant the first that was made rings first.</param>
    /// <param name="waiting">The work that rests until it rings; null for a limit, and for what is no part of any work.</param>
    private sealed class Alarm(PlayedClock clock, long number, TimerCallback callback, object? state, Work? waiting) : ITimer
    {
        private readonly Func<DateTimeOffset?>? _next = waiting?.Next;
        private bool _isArmed;

        public long Number => number;

        public long Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                Disarm();
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                Due = clock._nowTicks + dueTime.Ticks;
                _isArmed = true;
                clock._alarms.Add(this);
                if (waiting is not null) waiting.Waits++;
                clock.Change();
                return true;
            }
        }

        /// <summary>When it is due; of a look that would find nothing by then, when it would find something, or null for never.</summary>
        public long? RingsAt() => _next is null ? Due : _next() is { } next ? Math.Max(Due, next.UtcTicks) : null;

        public void Disarm()
        {
            if (!_isArmed) return;
            _isArmed = false;
            clock._alarms.Remove(this);
            if (waiting is not null) waiting.Waits--;
        }

        public void Ring() => callback(state);

        public void Dispose()
        {
            lock (clock._lock) Disarm();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
