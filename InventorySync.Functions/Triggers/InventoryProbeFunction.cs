using InventorySync.Changes;
using InventorySync.FullSync;
using InventorySync.Probe;
using Microsoft.Azure.Functions.Worker;

namespace InventorySync.Triggers;

/// <summary>
/// Every few minutes: some SKUs are compared with Shopify, and where many are wrong a full sync starts at once. Nothing during a pause.
/// </summary>
public sealed class InventoryProbeFunction(PauseGate gate, InventoryProbe probe, FullSyncRunner fullSync)
{
    [Function(nameof(InventoryProbeFunction))]
    public async Task RunAsync([TimerTrigger("%InventorySync:ProbeSchedule%")] TimerInfo timer, CancellationToken cancellationToken)
    {
        if (await gate.IsPausedAsync(cancellationToken)) return;
        if (await probe.RunAsync(cancellationToken)) await fullSync.RunAsync(mayStart: true, cancellationToken);
    }
}
