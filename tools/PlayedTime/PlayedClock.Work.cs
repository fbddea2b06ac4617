namespace PlayedTime;

public sealed partial class PlayedClock
{
    public override IDisposable Begin(string what, string name) => Begin(new Work(this, what, name, parent: null));

    public override IDisposable BeginStep(string what, string name) => Begin(new Work(this, what, name, _current.Value));

    public override IDisposable BeginBehind(string what, string name, string other) =>
        Begin(new Work(this, what, name, parent: null) { MayRest = () => IsUnderWay(other) });

    public override IDisposable Hold(string what)
    {
        var work = new Work(this, what, name: "", parent: null);
        lock (_lock) _atWork.Add(work);
        return work;
    }

    public override IDisposable RestUntil(params IReadOnlyList<Task> others) => new Rest(this, _current.Value, others, next: null);

    public override IDisposable Poll(Task other, Func<DateTimeOffset?> next) => new Rest(this, _current.Value, [other], next);

    private bool IsUnderWay(string what) => _atWork.Any(work => work.What == what);

    private Work Begin(Work work)
    {
        lock (_lock)
        {
            _atWork.Add(work);
            if (work.Parent is { } parent) parent.Steps++;
        }

        _current.Value = work;
        return work;
    }

    /// <summary>A piece of work. Everything here is read and written under the clock's lock.</summary>
    private sealed class Work(PlayedClock clock, string what, string name, Work? parent) : IDisposable
    {
        private readonly List<Rest> _rests = [];
        private Task? _own;

        public string What => what;

        public string Description => $"{what} {name}".TrimEnd();

        public Work? Parent => parent;

        /// <summary>Timers that it waits for.</summary>
        public int Waits { get; set; }

        /// <summary>Steps that it waits for.</summary>
        public int Steps { get; set; }

        public Func<DateTimeOffset?>? Next { get; set; }

        public Func<bool> MayRest { get; init; } = () => false;

        /// <summary>It waits for something, and nothing of that has come.</summary>
        public bool IsAtRest =>
            (Waits > 0 || Steps > 0 || _rests.Exists(rest => rest.IsWait) || MayRest())
            && _own is not { IsCompleted: true }
            && !_rests.Exists(rest => rest.IsOver);

        public void Awakes(Task own)
        {
            lock (clock._lock) _own = own;
        }

        public void Add(Rest rest)
        {
            _rests.Add(rest);
            clock.Change();
        }

        public void Remove(Rest rest)
        {
            _rests.Remove(rest);
            clock.Change();
        }

        public void Dispose()
        {
            lock (clock._lock)
            {
                if (!clock._atWork.Remove(this)) return;
                if (parent is not null) parent.Steps--;
                clock.Change();
            }
        }
    }

    /// <summary>A wait of one piece of work for others.</summary>
    private sealed class Rest : IDisposable
    {
        private readonly PlayedClock _clock;
        private readonly Work? _work;
        private readonly IReadOnlyList<Task> _others;

        public Rest(PlayedClock clock, Work? work, IReadOnlyList<Task> others, Func<DateTimeOffset?>? next)
        {
            (_clock, _work, _others, IsWait) = (clock, work, others, next is null);
            lock (clock._lock)
            {
                if (work is null) return;
                work.Next = next;
                work.Add(this);
            }
        }

        /// <summary>False for a poll: its work rests by the timer of the next look.</summary>
        public bool IsWait { get; }

        public bool IsOver => _others.All(other => other.IsCompleted);

        public void Dispose()
        {
            lock (_clock._lock)
            {
                if (_work is null) return;
                _work.Next = null;
                _work.Remove(this);
            }
        }
    }
}
