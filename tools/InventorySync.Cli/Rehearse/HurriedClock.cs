namespace InventorySync.Cli.Rehearse;

/// <summary>
/// Real time, for real sockets, files and threads, that a test or a rehearsal may skip a part of: what waits is then due that much earlier. So a margin of minutes and a retry after
/// an hour are played as they are.
/// </summary>
internal sealed class HurriedClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly HashSet<Alarm> _alarms = [];
    private long _skippedTicks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddTicks(Volatile.Read(ref _skippedTicks));

    public override long GetTimestamp() => System.GetElapsedTime(0).Ticks + Volatile.Read(ref _skippedTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero) throw new NotSupportedException("Nothing here asks for a timer that repeats.");
        var alarm = new Alarm(this, callback, state);
        alarm.Change(dueTime, period);
        return alarm;
    }

    public void Skip(TimeSpan time)
    {
        Interlocked.Add(ref _skippedTicks, time.Ticks);
        Alarm[] waiting;
        lock (_lock) waiting = [.. _alarms];
        foreach (var alarm in waiting) alarm.Hurry();
    }

    private sealed class Alarm : ITimer
    {
        private readonly HurriedClock _clock;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;
        private long? _dueTimestamp;

        public Alarm(HurriedClock clock, TimerCallback callback, object? state)
        {
            (_clock, _callback, _state) = (clock, callback, state);
            _timer = System.CreateTimer(_ => Ring(), state: null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_clock._lock)
            {
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    _dueTimestamp = null;
                    _clock._alarms.Remove(this);
                }
                else
                {
                    _dueTimestamp = _clock.GetTimestamp() + dueTime.Ticks;
                    _clock._alarms.Add(this);
                }

                return _timer.Change(dueTime, Timeout.InfiniteTimeSpan);
            }
        }

        public void Hurry()
        {
            lock (_clock._lock)
            {
                if (_dueTimestamp is { } due) _timer.Change(new TimeSpan(Math.Max(due - _clock.GetTimestamp(), 0)), Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            Forget();
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Forget();
            return _timer.DisposeAsync();
        }

        private void Ring()
        {
            if (Forget()) _callback(_state);
        }

        /// <returns>Whether it was still to ring: hurried in the moment in which it rings, the timer below rings twice.</returns>
        private bool Forget()
        {
            lock (_clock._lock)
            {
                var wasWaiting = _dueTimestamp is not null;
                _dueTimestamp = null;
                _clock._alarms.Remove(this);
                return wasWaiting;
            }
        }
    }
}
