using FunctionsHost.Queues;

namespace Tools.Tests.FunctionsHost;

/// <summary>Queues whose senders wait until the test lets them go, or are refused.</summary>
internal sealed class HeldQueue
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when the first message is about to be sent.</summary>
    public Task Asked => _asked.Task;

    public void LetGo() => _gate.SetResult();

    public void Refuse() => _gate.SetException(new IOException("The queue is down, on purpose."));

    public IQueueTransport Wrap(IQueueTransport transport) => new Transport(transport, this);

    private sealed class Transport(IQueueTransport inner, HeldQueue held) : IQueueTransport
    {
        public string Description => inner.Description;

        public async Task<IQueue> OpenAsync(string name, CancellationToken cancellationToken) =>
            new Queue(await inner.OpenAsync(name, cancellationToken), held);

        public ValueTask DisposeAsync() => inner.DisposeAsync();
    }

    private sealed class Queue(IQueue inner, HeldQueue held) : IQueue
    {
        public string Name => inner.Name;

        public Task NextArrival => inner.NextArrival;

        public async Task SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            held._asked.TrySetResult();
            await held._gate.Task.WaitAsync(cancellationToken);
            await inner.SendAsync(body, cancellationToken);
        }

        public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int max, TimeSpan visibility, CancellationToken cancellationToken) =>
            inner.ReceiveAsync(max, visibility, cancellationToken);

        public Task<bool> DeleteAsync(string id, string receipt, CancellationToken cancellationToken) =>
            inner.DeleteAsync(id, receipt, cancellationToken);

        public Task<string?> SetVisibilityAsync(string id, string receipt, TimeSpan visibility, CancellationToken cancellationToken) =>
            inner.SetVisibilityAsync(id, receipt, visibility, cancellationToken);

        public Task<int> CountAsync(CancellationToken cancellationToken) => inner.CountAsync(cancellationToken);

        public Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken) => inner.FindOldestAsync(cancellationToken);
    }
}
