using FunctionsHost.Invocation;
using Microsoft.Extensions.Logging;
using PlayedTime;

namespace FunctionsHost.Queues;

/// <summary>Feeds one function from its queue, by the Functions host's rules for how much at once and how often.</summary>
/// <param name="queue">The function's queue.</param>
/// <param name="poison">Where its hopeless messages go; null if it is a poison queue itself.</param>
/// <param name="abandon">Cancelled when the host's stop has waited long enough.</param>
internal sealed class QueueListener(
    IQueue queue, IQueue? poison, QueueRules rules, FunctionInvoker invoker, TimeProvider time, ILogger<QueueListener> logger,
    CancellationToken abandon)
{
    private readonly Arrivals _ends = new();
    private int _unfinished;

    /// <summary>Runs until <paramref name="stopping"/>, then waits for the messages at work, whose handlers see that token too.</summary>
    public Task RunAsync(CancellationToken stopping) => time.RunWork("the listener of", queue.Name, () => ListenAsync(stopping));

    private async Task ListenAsync(CancellationToken stopping)
    {
        await Task.Yield();
        var pause = QueueRules.ShortestPollingInterval;
        while (!stopping.IsCancellationRequested)
        {
            var arrival = queue.NextArrival;
            var messages = await ReceiveAsync();
            if (messages.Count == 0)
            {
                if (await WaitAsync(arrival, pause, stopping)) pause = QueueRules.ShortestPollingInterval;
                else if ((pause *= 2) > rules.MaxPollingInterval) pause = rules.MaxPollingInterval;
                continue;
            }

            pause = QueueRules.ShortestPollingInterval;
            Interlocked.Add(ref _unfinished, messages.Count);
            foreach (var message in messages) _ = DeliverAsync(message, stopping);
            await FallToAsync(rules.NewBatchThreshold);
        }

        await FallToAsync(0);
    }

    private async Task DeliverAsync(QueueMessage message, CancellationToken stopping)
    {
        using var work = time.BeginWork("a message of", queue.Name);
        try
        {
            await Delivery(message).RunAsync(stopping);
        }
        finally
        {
            Interlocked.Decrement(ref _unfinished);
            _ends.Announce();
        }
    }

    private QueueDelivery Delivery(QueueMessage message) => new(message, queue, poison, rules, invoker, time, logger, abandon);

    /// <summary>Not cancelled by the stop: a receive that is cut off may have hidden messages that nobody would give back.</summary>
    private async Task<IReadOnlyList<QueueMessage>> ReceiveAsync()
    {
        try
        {
            return await queue.ReceiveAsync(rules.BatchSize, QueueRules.ProcessingLease, abandon);
        }
        catch (Exception e) // a queue that is down comes back, and this loop is there then
        {
            if (!abandon.IsCancellationRequested) logger.ReceiveFailed(e, queue.Name);
            return [];
        }
    }

    /// <returns>Whether a message of this process has ended the wait.</returns>
    private async Task<bool> WaitAsync(Task arrival, TimeSpan pause, CancellationToken stopping)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        using var poll = queue is IForeseenQueue foreseen ? time.Poll(arrival, foreseen.NextVisibleAt) : time.RestUntil(arrival);
        var first = await Task.WhenAny(arrival, Task.Delay(pause, time, enough.Token));
        await enough.CancelAsync();
        return first == arrival;
    }

    /// <summary>Until no more messages than that are at work.</summary>
    private async Task FallToAsync(int threshold)
    {
        while (true)
        {
            var end = _ends.Next;
            if (Volatile.Read(ref _unfinished) <= threshold) return;
            using (time.RestUntil(end)) await end;
        }
    }
}
