namespace FunctionsHost.Queues.Embedded;

/// <summary>Keeps a statement's result until its transaction is committed.</summary>
/// <param name="hold">Keeps the clock from moving until then.</param>
internal sealed class EmbeddedWork<T>(Func<EmbeddedStatements, T> work, IDisposable? hold) : IEmbeddedWork
{
    /// <summary>Asynchronously: the waiter's next steps must not run on the writer's loop.</summary>
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private T _result = default!;

    public Task<T> Done => _done.Task;

    public void Run(EmbeddedStatements statements) => _result = work(statements);

    public void Succeed()
    {
        using (hold) _done.SetResult(_result);
    }

    public void Fail(Exception reason)
    {
        using (hold) _done.SetException(reason);
    }
}
