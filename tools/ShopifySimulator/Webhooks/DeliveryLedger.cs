namespace ShopifySimulator.Webhooks;

/// <summary>Keeps the statistics, and knows when nothing waits.</summary>
internal sealed class DeliveryLedger
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, DateTimeOffset> _asleep = [];
    private long _slept;
    private DeliveryStatistics _statistics = new();
    private TaskCompletionSource? _idle;

    public DeliveryStatistics Statistics
    {
        get
        {
            lock (_lock) return _statistics;
        }
    }

    public void Note(Func<DeliveryStatistics, DeliveryStatistics> change)
    {
        lock (_lock) _statistics = change(_statistics);
    }

    /// <summary>One more waits, until <see cref="End"/>.</summary>
    public void Begin() => Note(counts => counts with { Waiting = counts.Waiting + 1 });

    public void End()
    {
        TaskCompletionSource? idle = null;
        lock (_lock)
        {
            _statistics = _statistics with { Waiting = _statistics.Waiting - 1 };
            if (_statistics.Waiting == 0) (idle, _idle) = (_idle, null);
        }

        idle?.SetResult();
    }

    /// <summary>One of those that wait waits for an instant.</summary>
    public async Task SleepAsync(TimeSpan wait, TimeProvider time, CancellationToken stopping)
    {
        long number;
        lock (_lock)
        {
            number = ++_slept;
            _asleep.Add(number, time.GetUtcNow() + wait);
        }

        try
        {
            await Task.Delay(wait, time, stopping);
        }
        finally
        {
            lock (_lock) _asleep.Remove(number);
        }
    }

    /// <summary>How many wait for nothing but this process at an instant.</summary>
    public long AwakeAt(DateTimeOffset now)
    {
        lock (_lock) return _statistics.Waiting - _asleep.Values.Count(until => until > now);
    }

    public Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_statistics.Waiting == 0) return Task.CompletedTask;
            _idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return _idle.Task.WaitAsync(cancellationToken);
        }
    }
}
