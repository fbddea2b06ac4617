namespace FunctionsHost;

/// <summary>host.json's <c>extensions.queues</c>: one set of rules for every queue of the app.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-bindings-storage-queue#hostjson-settings</remarks>
/// <param name="BatchSize">Messages fetched at once, 1 to 32.</param>
/// <param name="NewBatchThreshold">The next batch is fetched when no more than this many messages are at work.</param>
/// <param name="MaxPollingInterval">The longest wait between two looks at an empty queue.</param>
/// <param name="VisibilityTimeout">The wait before the next try of a message whose handler failed.</param>
/// <param name="MaxDequeueCount">Tries before a message goes to the poison queue.</param>
public sealed record QueueRules(
    int BatchSize, int NewBatchThreshold, TimeSpan MaxPollingInterval, TimeSpan VisibilityTimeout, int MaxDequeueCount)
{
    /// <summary>
    /// The first wait after a look at an empty queue; each further one doubles it, up to <see cref="MaxPollingInterval"/>.
    /// </summary>
    public static readonly TimeSpan ShortestPollingInterval = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// How long a received message is hidden from other receivers. The Functions host fixes it at 10 minutes, whatever host.json says, and
    /// renews it at half: a handler may run for hours, and a crash costs no more than this.
    /// </summary>
    public static readonly TimeSpan ProcessingLease = TimeSpan.FromMinutes(10);
}
