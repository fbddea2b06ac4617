namespace FunctionsHost.Queues;

/// <summary>A message that no storage queue would take.</summary>
internal sealed class MessageTooLargeException(string queueName, int length)
    : Exception($"A message of {length} bytes is too large for queue '{queueName}': {QueueLimits.MaxBodyBytes} bytes are the most.");
