using InventorySync.Inventory;
using InventorySync.Queues;

namespace InventorySync.Status;

/// <summary>Looks at the queues, as far as they answer in time.</summary>
public sealed class QueueWatch(IQueueInspector queues, TimeProvider timeProvider)
{
    /// <summary>Of a queue that does not answer, nothing is known: that is a reason by itself, and the rest is told all the same.</summary>
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(5);

    internal async Task<SeenQueues> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            return new SeenQueues(await timeProvider.RunWithinAsync(Limit, queues.ReadAsync, cancellationToken), Fault: null);
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return new SeenQueues(States: null, e.Message);
        }
    }
}

/// <summary>The queues as they were seen.</summary>
/// <param name="States">Null where they cannot be looked at.</param>
/// <param name="Fault">Why they cannot; null where they can.</param>
internal sealed record SeenQueues(IReadOnlyList<QueueState>? States, string? Fault)
{
    /// <summary>When the oldest message of all came in; null where none waits, or nobody can say.</summary>
    public UnixTime? OldestAt => States?.Min(queue => queue.OldestAt);
}
