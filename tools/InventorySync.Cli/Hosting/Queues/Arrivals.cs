namespace InventorySync.Cli.Hosting.Queues;

/// <summary>Tells whoever waits for a message of one queue that this process has sent one.</summary>
internal sealed class Arrivals
{
    /// <summary>Null while nobody waits.</summary>
    private TaskCompletionSource? _next;

    public Task Next
    {
        get
        {
            // Asynchronously, since whoever announces has others to serve.
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, source, null) ?? source).Task;
        }
    }

    public void Announce() => Interlocked.Exchange(ref _next, null)?.SetResult();
}
