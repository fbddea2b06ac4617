using FunctionsHost.Invocation;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Queues;

/// <summary>One message on its way through the function: deleted if it succeeds, tried again or given up if not. Never throws.</summary>
internal sealed class QueueDelivery(
    QueueMessage message, IQueue queue, IQueue? poison, QueueRules rules, FunctionInvoker invoker, TimeProvider time, ILogger logger,
    CancellationToken abandon)
{
    public async Task RunAsync(CancellationToken stopping)
    {
        // A handler may never wait, and the messages of a batch are to run beside each other.
        await Task.Yield();
        try
        {
            await using var lease = new QueueLease(message, queue, time, logger);
            await (await AttemptAsync(stopping) switch
            {
                Attempt.Succeeded => DeleteAsync(lease),
                Attempt.Failed => TryAgainAsync(lease),
                Attempt.GivenUp => GiveUpAsync(lease),
                Attempt.Interrupted => ReleaseAsync(lease, TimeSpan.Zero),
                _ => throw new InvalidOperationException("No such end of an attempt."),
            });
        }
        catch (Exception e) // the queue is down: the message comes back when its lease ends
        {
            logger.MessageNotSettled(e, message.Id, queue.Name);
        }
    }

    private async Task<Attempt> AttemptAsync(CancellationToken stopping)
    {
        if (stopping.IsCancellationRequested) return Attempt.Interrupted;
        // Its last try was cut short by a crash: otherwise that try would have given it up.
        if (poison is not null && message.DequeueCount > rules.MaxDequeueCount) return Attempt.GivenUp;
        try
        {
            await invoker.InvokeAsync(new FunctionCall(_ => message.Body.ToArray(), QueueBindingData.Of(message)), stopping);
            return Attempt.Succeeded;
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            return Attempt.Interrupted;
        }
        catch (Exception e) // a handler may fail in any way, and the message is tried again after each
        {
            logger.MessageFailed(e, invoker.Name, message.Id, message.DequeueCount);
            return poison is not null && message.DequeueCount >= rules.MaxDequeueCount ? Attempt.GivenUp : Attempt.Failed;
        }
    }

    private async Task DeleteAsync(QueueLease lease)
    {
        var receipt = await lease.EndAsync();
        if (receipt is null || !await queue.DeleteAsync(message.Id, receipt, abandon)) logger.LeaseLost(message.Id, queue.Name);
    }

    /// <summary>
    /// A message of a poison queue keeps its lease, which is its only pause: nothing gives it up, and at once again would be for ever.
    /// </summary>
    private Task TryAgainAsync(QueueLease lease) => poison is null ? Task.CompletedTask : ReleaseAsync(lease, rules.VisibilityTimeout);

    private async Task ReleaseAsync(QueueLease lease, TimeSpan pause)
    {
        if (await lease.EndAsync() is { } receipt) await queue.SetVisibilityAsync(message.Id, receipt, pause, abandon);
    }

    /// <summary>Copied, then deleted: a crash between the two leaves the message in both queues, never in none.</summary>
    private async Task GiveUpAsync(QueueLease lease)
    {
        await poison!.SendAsync(message.Body, abandon);
        logger.MessageGivenUp(message.Id, queue.Name, message.DequeueCount, poison.Name);
        await DeleteAsync(lease);
    }

    /// <summary>How a try ended.</summary>
    private enum Attempt
    {
        Succeeded,
        Failed,
        GivenUp,
        Interrupted,
    }
}
