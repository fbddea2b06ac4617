using InventorySync.Drift;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Telemetry;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Tests.FullSync;

/// <summary>What runs full syncs on one instance, put together as the container does.</summary>
internal sealed record Runners(FullSyncRunner Runner, DryRunner DryRunner)
{
    public static Runners Of(
        IInventoryStore store, BulkOperations operations, BulkDownload download, LocationReader locations,
        IOptions<FullSyncOptions> options,
        TimeProvider clock, NewId newOwner, DriftAnalyzer drift, SyncMetrics metrics, ILoggerFactory logs)
    {
        var reads = Options.Create(new StaleReadOptions());
        var leases = new RunLeases(store, store, options, clock, newOwner, logs.CreateLogger<RunLeases>());
        var progress = new RunProgress(store, store, clock);
        var operation = new RunOperation(operations, store, progress, clock);
        var staging = new RunDownload(store, operations, download, locations, progress, clock);
        var loader = new RunLoader(store, operation, staging, options, logs.CreateLogger<RunLoader>());
        var end = new RunEnd(store, progress, reads, clock, metrics, logs.CreateLogger<RunEnd>());
        return new Runners(
            new FullSyncRunner(leases, loader, end, drift, logs.CreateLogger<FullSyncRunner>()),
            new DryRunner(store, leases, loader, reads, clock));
    }
}
