using InventorySync.Changes;
using InventorySync.Queues;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// A message that was given up is recorded, and what it was about is repaired by a look-up. It never throws: the host would call it with
/// the same message every ten minutes for seven days, and then drop it. What cannot be recorded now goes back into the queue instead.
/// </summary>
public sealed class InventoryChangePoisonFunction(PauseGate gate, PoisonHandler handler)
{
    [Function(nameof(InventoryChangePoisonFunction))]
    [QueueOutput(QueueNames.InventoryChangesPoison)]
    public async Task<byte[]?> RunAsync(
        [QueueTrigger(QueueNames.InventoryChangesPoison)] byte[] message, CancellationToken cancellationToken) =>
        !await gate.HoldsAsync(cancellationToken) && await handler.TryRecordAsync(message, cancellationToken) ? null : message;
}
