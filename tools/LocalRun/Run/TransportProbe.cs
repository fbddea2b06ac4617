using FunctionsHost.Queues;
using InventorySync.Inventory;
using InventorySync.Queues;
using PlayedTime;

namespace LocalRun.Run;

/// <summary>The queues of this process, for the app's status.</summary>
internal sealed class TransportProbe(TimeProvider timeProvider) : IQueueInspector
{
    private static readonly string[] Names = [QueueNames.InventoryChanges, QueueNames.InventoryChangesPoison, QueueNames.FullSyncRequests];

    /// <summary>Set once the queues are open, which the app's settings are needed for.</summary>
    public IQueueTransport? Transport { get; set; }

    public async Task<IReadOnlyList<QueueState>> ReadAsync(CancellationToken cancellationToken)
    {
        if (Transport is null) return [];
        // Of its own: its caller may wait for time meanwhile, and its limit must not pass while a file or a socket is at work.
        using var work = timeProvider.BeginWork("a look at", "the queues");
        List<QueueState> states = [];
        foreach (var name in Names)
        {
            var queue = await Transport.OpenAsync(name, cancellationToken);
            var oldest = await queue.FindOldestAsync(cancellationToken);
            states.Add(new QueueState(name, await queue.CountAsync(cancellationToken), oldest is { } at ? UnixTime.From(at) : null));
        }

        return states;
    }
}
