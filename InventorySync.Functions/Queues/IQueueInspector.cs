using InventorySync.Inventory;

namespace InventorySync.Queues;

/// <summary>Looks at the app's queues without taking anything: where they are, the host knows.</summary>
public interface IQueueInspector
{
    /// <returns>The queues that there are; empty where nobody can say.</returns>
    /// <exception cref="Exception">The queues cannot be reached.</exception>
    Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken);
}

/// <summary>A queue as it stands.</summary>
/// <param name="Messages">Waiting or at work; Azure's number is approximate.</param>
/// <param name="OldestAt">When the oldest message that waits came in; null where none waits.</param>
public sealed record QueueState(string Name, long Messages, UnixTime? OldestAt);
