using Microsoft.Extensions.Logging;
using PlayedTime;

namespace FunctionsHost.Queues;

/// <summary>Keeps one message hidden for as long as it is at work, by renewing its lease at half, as the Functions host does.</summary>
internal sealed class QueueLease : IAsyncDisposable
{
    private readonly QueueMessage _message;
    private readonly IQueue _queue;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _ended = new();
    private readonly Task<string?> _receipt;

    public QueueLease(QueueMessage message, IQueue queue, TimeProvider time, ILogger logger)
    {
        (_message, _queue, _time, _logger) = (message, queue, time, logger);
        _receipt = KeepAsync(_ended.Token);
    }

    /// <summary>Stops renewing.</summary>
    /// <returns>The last receipt; null if the lease was lost.</returns>
    public async Task<string?> EndAsync()
    {
        await _ended.CancelAsync();
        return await _receipt;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _ended.Dispose();
    }

    private async Task<string?> KeepAsync(CancellationToken ended)
    {
        using var work = _time.BeginWork("the lease of a message of", _queue.Name);
        var receipt = _message.Receipt;
        while (true)
        {
            try
            {
                await Task.Delay(QueueRules.ProcessingLease / 2, _time, ended);
            }
            catch (OperationCanceledException)
            {
                return receipt;
            }

            try
            {
                // Not cancelled by the end of the work: a renewal that is cut off may have made the receipt at hand worthless.
                if (await _queue.SetVisibilityAsync(_message.Id, receipt, QueueRules.ProcessingLease, CancellationToken.None)
                    is not { } next)
                    return null;
                receipt = next;
            }
            catch (Exception e) // the queue is down; half of the lease is left, and the end of the work will find out
            {
                _logger.RenewalFailed(e, _message.Id, _queue.Name);
            }
        }
    }
}
