using InventorySync.FullSync;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>Every four hours everything is downloaded and what the webhooks missed is repaired.</summary>
public sealed class FullSyncFunction(FullSyncRunner runner)
{
    [Function(nameof(FullSyncFunction))]
    public Task RunAsync([TimerTrigger("%InventorySync:FullSyncSchedule%")] TimerInfo timer, CancellationToken cancellationToken) =>
        runner.RunAsync(mayStart: true, cancellationToken);
}
