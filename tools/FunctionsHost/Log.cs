using Microsoft.Extensions.Logging;

namespace FunctionsHost;

/// <summary>What the host says. The ids are fixed: alerts and tests name them.</summary>
internal static partial class Log
{
    [LoggerMessage(9001, LogLevel.Information, "Serving {Count} functions at {Address}; {Queues}")]
    public static partial void Started(this ILogger logger, int count, Uri address, string queues);

    [LoggerMessage(9002, LogLevel.Warning, "Stopped without waiting for all invocations: {Limit} had passed")]
    public static partial void StopLimitPassed(this ILogger logger, TimeSpan limit);

    [LoggerMessage(9003, LogLevel.Error, "{Function} failed")]
    public static partial void FunctionFailed(this ILogger logger, Exception exception, string function);

    [LoggerMessage(9011, LogLevel.Error, "Queue {Queue} could not be read")]
    public static partial void ReceiveFailed(this ILogger logger, Exception exception, string queue);

    [LoggerMessage(9012, LogLevel.Error, "{Function} failed for message {MessageId}, try {DequeueCount}")]
    public static partial void MessageFailed(
        this ILogger logger, Exception exception, string function, string messageId, long dequeueCount);

    [LoggerMessage(
        9013, LogLevel.Warning, "Message {MessageId} of queue {Queue} was moved to {PoisonQueue} after {DequeueCount} deliveries")]
    public static partial void MessageGivenUp(this ILogger logger, string messageId, string queue, long dequeueCount, string poisonQueue);

    [LoggerMessage(9014, LogLevel.Warning, "The lease of message {MessageId} of queue {Queue} was lost: it will be delivered again")]
    public static partial void LeaseLost(this ILogger logger, string messageId, string queue);

    [LoggerMessage(9015, LogLevel.Warning, "The lease of message {MessageId} of queue {Queue} could not be renewed")]
    public static partial void RenewalFailed(this ILogger logger, Exception exception, string messageId, string queue);

    [LoggerMessage(
        9016, LogLevel.Error, "Message {MessageId} of queue {Queue} could be neither deleted nor released: it will be delivered again")]
    public static partial void MessageNotSettled(this ILogger logger, Exception exception, string messageId, string queue);
}
