namespace FunctionsHost.Queues;

/// <summary>A received message.</summary>
/// <param name="Id">The same on every delivery.</param>
/// <param name="Receipt">This delivery's right to delete the message or to move its visibility.</param>
/// <param name="DequeueCount">Deliveries so far, this one included.</param>
public sealed record QueueMessage(
    string Id, string Receipt, ReadOnlyMemory<byte> Body, long DequeueCount, DateTimeOffset InsertedAt, DateTimeOffset ExpiresAt);
