using InventorySync.Changes;
using InventorySync.Queues;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// A message of the queue is applied to the one SKU that it concerns. It leaves the queue only when this returns, after the commit; during
/// a pause it goes back into the queue instead.
/// </summary>
public sealed class InventoryChangeFunction(PauseGate gate, ChangeHandler handler)
{
    [Function(nameof(InventoryChangeFunction))]
    [QueueOutput(QueueNames.InventoryChanges)]
    public async Task<byte[]?> RunAsync(
        [QueueTrigger(QueueNames.InventoryChanges)] byte[] message, FunctionContext context, CancellationToken cancellationToken)
    {
        if (await gate.HoldsAsync(cancellationToken)) return message;
        await handler.HandleAsync(message, context.EnqueuedAt(), cancellationToken);
        return null;
    }
}
