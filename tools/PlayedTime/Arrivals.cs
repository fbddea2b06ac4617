namespace PlayedTime;

/// <summary>Tells those who wait that it has come: a message that this process has sent, or the end of a run.</summary>
public sealed class Arrivals
{
    /// <summary>Null while nobody waits.</summary>
    private TaskCompletionSource? _next;

    public Task Next
    {
        get
        {
            // Asynchronously, since the one that announces has others to serve.
            var source = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return (Interlocked.CompareExchange(ref _next, source, null) ?? source).Task;
        }
    }

    public void Announce() => Interlocked.Exchange(ref _next, null)?.SetResult();
}
