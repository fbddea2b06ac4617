namespace ShopifySimulator.Webhooks;

/// <summary>Keeps the statistics, and knows when nothing waits.</summary>
internal sealed class DeliveryLedger
{
    private readonly Lock _lock = new();
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
