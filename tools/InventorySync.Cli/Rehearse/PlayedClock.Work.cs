namespace InventorySync.Cli.Rehearse;

internal sealed partial class PlayedClock
{
    public override IDisposable Begin(string what, string name) => Begin(new Work(this, what, name, parent: null));

    public override IDisposable BeginStep(string what, string name) => Begin(new Work(this, what, name, _current.Value));

    public override IDisposable Hold(string what)
    {
        var work = new Work(this, what, name: "", parent: null);
        lock (_lock) _atWork.Add(work);
        return work;
    }

    public override IDisposable RestUntil(Task other) => new Rest(this, _current.Value, other, next: null);

    public override IDisposable Poll(Task other, Func<DateTimeOffset?> next) => new Rest(this, _current.Value, other, next);

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
        private readonly List<(Task Other, bool IsWait)> _others = [];
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
            (Waits > 0 || Steps > 0 || _others.Exists(each => each.IsWait) || MayRest())
            && _own is not { IsCompleted: true }
            && !_others.Exists(each => each.Other.IsCompleted);

        public void Awakes(Task own)
        {
            lock (clock._lock) _own = own;
        }

        public void Add(Task other, bool isWait)
        {
            _others.Add((other, isWait));
            clock.Change();
        }

        public void Remove(Task other) => _others.RemoveAll(each => each.Other == other);

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

    /// <summary>That a piece of work waits for others.</summary>
    private sealed class Rest : IDisposable
    {
        private readonly PlayedClock _clock;
        private readonly Work? _work;
        private readonly Task _other;

        public Rest(PlayedClock clock, Work? work, Task other, Func<DateTimeOffset?>? next)
        {
            (_clock, _work, _other) = (clock, work, other);
            lock (clock._lock)
            {
                // Who polls rests by the timer of its next look.
                work?.Add(other, isWait: next is null);
                if (work is not null) work.Next = next;
            }
        }

        public void Dispose()
        {
            lock (_clock._lock)
            {
                _work?.Remove(_other);
                if (_work is not null) _work.Next = null;
            }
        }
    }
}
