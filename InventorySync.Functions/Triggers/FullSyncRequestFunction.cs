using InventorySync.FullSync;
using InventorySync.Queues;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// A full sync that was asked for: by POST api/full-sync, whose message names the run, or by a message of whoever may write into the queue.
/// </summary>
public sealed class FullSyncRequestFunction(FullSyncRequests requests)
{
    [Function(nameof(FullSyncRequestFunction))]
    public Task RunAsync([QueueTrigger(QueueNames.FullSyncRequests)] byte[] message, CancellationToken cancellationToken) =>
        requests.RunAsync(message, cancellationToken);
}
