using InventorySync.Inventory;
using InventorySync.Queues;

namespace InventorySync.Tests.Drift;

/// <summary>Queues as a test sets them.</summary>
internal sealed class SetQueues : IQueueInspector
{
    /// <summary>When the oldest change that waits came in.</summary>
    public UnixTime? OldestAt { get; set; }

    /// <summary>When the oldest change that was given up came in.</summary>
    public UnixTime? OldestPoisonAt { get; set; }

    /// <summary>When the oldest full sync that was asked for in vain came in.</summary>
    public UnixTime? OldestRequestAt { get; set; }

    /// <summary>Whether nobody can say what waits: the settings name no storage account.</summary>
    public bool IsUnknown { get; set; }

    /// <summary>Why they cannot be looked at; null where they can.</summary>
    public Exception? Fault { get; set; }

    public Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken) => Fault is null
        ? Task.FromResult<IReadOnlyList<QueueState>>(IsUnknown ? [] :
        [
            new QueueState(QueueNames.InventoryChanges, 1, OldestAt), new QueueState(QueueNames.InventoryChangesPoison, 0, OldestPoisonAt),
            new QueueState(QueueNames.FullSyncRequests + "-poison", 1, OldestRequestAt),
        ])
        : Task.FromException<IReadOnlyList<QueueState>>(Fault);
}
