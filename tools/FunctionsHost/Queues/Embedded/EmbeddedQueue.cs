using System.Globalization;
using PlayedTime;

namespace FunctionsHost.Queues.Embedded;

/// <summary>One queue of the embedded file.</summary>
internal sealed class EmbeddedQueue(string name, EmbeddedWriter writer, EmbeddedForesight foresight, TimeProvider time)
    : IQueue, IForeseenQueue
{
    private readonly Arrivals _arrivals = new();

    public string Name => name;

    public Task NextArrival => _arrivals.Next;

    public async Task SendAsync(ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        QueueLimits.RefuseTooLarge(name, body);
        // Copied: the statement runs later, when the caller may have reused its buffer.
        var copy = body.ToArray();
        await writer.DoAsync(statements => statements.Send(name, copy, Now), cancellationToken);
        _arrivals.Announce();
    }

    public Task<IReadOnlyList<QueueMessage>> ReceiveAsync(int max, TimeSpan visibility, CancellationToken cancellationToken) =>
        writer.DoAsync(statements => statements.Receive(name, max, Now, In(visibility)), cancellationToken);

    public Task<bool> DeleteAsync(string id, string receipt, CancellationToken cancellationToken) =>
        writer.DoAsync(statements => statements.Delete(name, Number(id), Number(receipt)), cancellationToken);

    public async Task<string?> SetVisibilityAsync(string id, string receipt, TimeSpan visibility, CancellationToken cancellationToken)
    {
        var next = await writer.DoAsync(
            statements => statements.SetVisibility(name, Number(id), Number(receipt), In(visibility)), cancellationToken);
        if (next is not null && visibility <= TimeSpan.Zero) _arrivals.Announce();
        return next?.ToString(CultureInfo.InvariantCulture);
    }

    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        writer.DoAsync(statements => statements.Count(name, Now), cancellationToken);

    public Task<DateTimeOffset?> FindOldestAsync(CancellationToken cancellationToken) =>
        writer.DoAsync(statements => statements.FindOldest(name, Now), cancellationToken);

    public DateTimeOffset? NextVisibleAt() => foresight.NextVisibleAt(name);

    private long Now => time.GetUtcNow().ToUnixTimeMilliseconds();

    private long In(TimeSpan delay) => time.GetUtcNow().Add(delay).ToUnixTimeMilliseconds();

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
