namespace InventorySync.Cli.Hosting.Queues;

/// <summary>Tells whoever waits for a message of one queue that this process has sent one.</summary>
internal sealed class Arrivals
{
    private TaskCompletionSource _next = NewSource();

    public Task Next => Volatile.Read(ref _next).Task;

    public void Announce() => Interlocked.Exchange(ref _next, NewSource()).SetResult();

    /// <summary>Asynchronously, since whoever announces holds the queue's only writer.</summary>
    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
