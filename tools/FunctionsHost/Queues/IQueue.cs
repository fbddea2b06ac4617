namespace FunctionsHost.Queues;

/// <summary>
/// One queue, at least once and roughly in the order of sending. A received message is hidden for a while and comes back unless it is
/// deleted; only the last receipt of a message deletes it or moves its visibility.
/// </summary>
public interface IQueue
{
    string Name { get; }

    /// <summary>
    /// Completes when this process has sent to the queue or made a message of it visible; never otherwise. To be taken before a look at the
    /// queue, so that what is sent between the look and the wait is not slept over.
    /// </summary>
    Task NextArrival { get; }

    /// <summary>The message is durable when this has returned.</summary>
    /// <exception cref="MessageTooLargeException">The body is longer than <see cref="QueueLimits.MaxBodyBytes"/>.</exception>
    Task SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken);

    /// <summary>Takes what is visible now, up to <paramref name="max"/> (1 to 32), and hides it; empty when there is nothing.</summary>
    Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int max, TimeSpan visibility, CancellationToken cancellationToken);

    /// <returns>False if the receipt is no longer the last one: someone else has the message, or it is gone.</returns>
    Task<bool> DeleteAsync(string id, string receipt, CancellationToken cancellationToken);

    /// <summary>Hides the message for another while, counted from now; zero gives it back at once.</summary>
    /// <returns>The new receipt; null if the given one is no longer the last.</returns>
    Task<string?> SetVisibilityAsync(string id, string receipt, TimeSpan visibility, CancellationToken cancellationToken);

    /// <summary>How many messages the queue holds, visible or not; Azure's number is approximate.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>When the oldest message that is visible was sent; null if none is.</summary>
    Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken);
}
