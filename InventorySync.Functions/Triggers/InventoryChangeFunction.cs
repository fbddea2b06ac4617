using InventorySync.Changes;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>A message of the queue is applied to the one SKU that it concerns. It leaves the queue only when this returns, after the commit.</summary>
public sealed class InventoryChangeFunction(ChangeHandler handler)
{
    [Function(nameof(InventoryChangeFunction))]
    public Task RunAsync([QueueTrigger(Queues.InventoryChanges)] byte[] message, CancellationToken cancellationToken) =>
        handler.HandleAsync(message, cancellationToken);
}
