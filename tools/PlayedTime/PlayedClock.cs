namespace PlayedTime;

/// <summary>
/// Time for real sockets, files and threads that passes only when it is played: from one timer to the next, each after everything that
/// the one before has woken has come to rest. So nothing is late on a slow machine, and a margin of minutes or a retry after an hour is
/// over as soon as its work is.
/// </summary>
/// <param name="start">When it stands at first.</param>
public sealed partial class PlayedClock(DateTimeOffset start) : WorkClock
{
    /// <summary>Of real time, and far more than any work takes on any machine: it turns a hang into a message, and no more.</summary>
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(5);

    /// <summary>Of this clock: what has not come about by then never does.</summary>
    private static readonly TimeSpan LongestPlay = TimeSpan.FromDays(7);

    private readonly Lock _lock = new();
    private readonly AsyncLocal<Work?> _current = new();
    private readonly SortedSet<Alarm> _alarms =
        new(Comparer<Alarm>.Create((one, other) => (one.Due, one.Number).CompareTo((other.Due, other.Number))));
    private readonly HashSet<Work> _atWork = [];
    private long _nowTicks = start.UtcTicks;
    private long _alarmsMade;
    private TaskCompletionSource? _resting;

    private bool IsAtRest => _atWork.All(work => work.IsAtRest);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => new(GetTimestamp(), TimeSpan.Zero);

    public override long GetTimestamp() => Volatile.Read(ref _nowTicks);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (period != Timeout.InfiniteTimeSpan && period != TimeSpan.Zero)
            throw new NotSupportedException("Nothing here asks for a timer that repeats.");
        // A timer that cancels is a limit: nobody waits for it.
        var waiting = state is CancellationTokenSource ? null : _current.Value;
        var alarm = new Alarm(this, Interlocked.Increment(ref _alarmsMade), callback, state, waiting);
        alarm.Change(dueTime, period);
        return alarm;
    }

    /// <summary>Lets everything come to rest that need not wait for time.</summary>
    public Task RestAsync(CancellationToken cancellationToken = default) => RestAsync(unless: null, cancellationToken);

    /// <summary>How much work of a name is under way.</summary>
    public int CountAtWork(string what)
    {
        lock (_lock) return _atWork.Count(work => work.What == what);
    }

    /// <summary>Lets time pass, with everything that falls into it, in its order.</summary>
    public async Task SkipAsync(TimeSpan span, CancellationToken cancellationToken = default)
    {
        var end = GetTimestamp() + span.Ticks;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            await RestAsync(cancellationToken);
        }
        while (RingNext(end));
        Volatile.Write(ref _nowTicks, end);
    }

    /// <summary>Lets time pass as while the machine sleeps: what falls into it comes at its end.</summary>
    public async Task SleepAsync(TimeSpan span)
    {
        await RestAsync();
        Volatile.Write(ref _nowTicks, GetTimestamp() + span.Ticks);
        await SkipAsync(TimeSpan.Zero);
    }

    /// <summary>Lets time pass until something is so.</summary>
    /// <param name="what">What it is, in words.</param>
    /// <param name="unlessOver">With its end there is nothing to wait for any more.</param>
    /// <exception cref="TimeoutException">It does not come about.</exception>
    public async Task PlayUntilAsync(Func<Task<bool>> isSo, string what, StartedWork? unlessOver = null)
    {
        var end = GetTimestamp() + LongestPlay.Ticks;
        while (true)
        {
            await RestAsync(unlessOver?.Task);
            if (await isSo() || unlessOver is { Task.IsCompleted: true }) return;
            if (!RingNext(end)) throw Never(what);
        }
    }

    /// <summary>Does some work, and lets time pass while it and everything else waits for time.</summary>
    public Task PlayAsync(Func<Task> start) => PlayAsync(Start(start));

    /// <summary>The same of a request to a host in this process, which waits while the host is at work on it.</summary>
    /// <param name="atWork">The name of the host's work.</param>
    public Task PlayRequestAsync(Func<Task> send, string atWork) =>
        PlayAsync(Start(send, mayRest: () => IsUnderWay(atWork)));

    /// <summary>Begins some work, and leaves its end to <see cref="PlayAsync(StartedWork)"/>.</summary>
    public StartedWork Start(Func<Task> start) => Start(start, mayRest: () => false);

    /// <summary>Lets time pass until work that was begun is over.</summary>
    public async Task PlayAsync(StartedWork started)
    {
        using var piece = started.Piece;
        var end = GetTimestamp() + LongestPlay.Ticks;
        while (!started.Task.IsCompleted)
        {
            await RestAsync(unless: started.Task);
            if (!started.Task.IsCompleted && !RingNext(end)) throw Never("its end");
        }

        await started.Task;
    }

    private StartedWork Start(Func<Task> start, Func<bool> mayRest)
    {
        var (outer, piece) = (_current.Value, Begin(new Work(this, "what is played", name: "", parent: null) { MayRest = mayRest }));
        try
        {
            var work = start();
            // It is awake from its own end until its player's: nothing rings between the two.
            piece.Awakes(work);
            return new StartedWork(work, piece);
        }
        catch
        {
            piece.Dispose();
            throw;
        }
        finally
        {
            _current.Value = outer;
        }
    }

    private async Task RestAsync(Task? unless, CancellationToken cancellationToken = default)
    {
        while (unless is not { IsCompleted: true })
        {
            Task resting;
            lock (_lock)
            {
                if (IsAtRest) return;
                _resting ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
                resting = _resting.Task;
            }

            try
            {
                var first = unless is null ? resting : Task.WhenAny(resting, unless);
                await first.WaitAsync(HangGuard, TimeProvider.System, cancellationToken);
            }
            catch (TimeoutException e)
            {
                throw new TimeoutException($"At work for {HangGuard.TotalMinutes:0} minutes: {DescribeWork()}.", e);
            }
        }
    }

    private string DescribeWork()
    {
        lock (_lock) return string.Join(", ", _atWork.Where(work => !work.IsAtRest).Select(work => work.Description));
    }

    private static TimeoutException Never(string what) =>
        new($"Not within {LongestPlay.TotalDays:0} days, or nothing is left that could bring it about: {what}.");

    /// <summary>Moves to the next timer and rings it.</summary>
    /// <returns>False if no timer is due up to the end.</returns>
    private bool RingNext(long end)
    {
        Alarm? next = null;
        var at = end;
        lock (_lock)
        {
            foreach (var alarm in _alarms)
            {
                if (alarm.Due > at) break;
                if (alarm.RingsAt() is not { } ticks || ticks > at || (next is not null && ticks == at)) continue;
                (next, at) = (alarm, ticks);
            }

            if (next is null) return false;
            Volatile.Write(ref _nowTicks, Math.Max(at, _nowTicks));
            next.Disarm();
        }

        next.Ring();
        return true;
    }

    /// <summary>To be called when something ends or rests: tells those who wait until everything does.</summary>
    private void Change()
    {
        if (_resting is null || !IsAtRest) return;
        _resting.SetResult();
        _resting = null;
    }
}
