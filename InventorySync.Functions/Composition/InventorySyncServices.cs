using InventorySync.Changes;
using InventorySync.Drift;
using InventorySync.Explain;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.LookUps;
using InventorySync.Maintenance;
using InventorySync.Observations;
using InventorySync.Probe;
using InventorySync.Queues;
using InventorySync.Shopify;
using InventorySync.Status;
using InventorySync.Storage;
using InventorySync.Subscriptions;
using InventorySync.Telemetry;
using InventorySync.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Composition;

/// <summary>The one place where the rooms are put together; the worker, the one-process host and the tests all call it.</summary>
public static class InventorySyncServices
{
    /// <param name="use">What this process does with the database.</param>
    public static IServiceCollection AddInventorySync(
        this IServiceCollection services, IConfiguration configuration, StoreUse use = StoreUse.Serve) => services
        .AddClockAndChance()
        .AddSingleton(typeof(Lazy<>), typeof(LazyService<>))
        .AddSingleton(typeof(StoreUse), use)
        .AddHostedService<StoreStartup>()
        .AddMaintenance()
        .AddStatus()
        .AddExplain()
        .AddWebhooks()
        .AddChanges()
        .AddProbe(configuration)
        .AddLookUps()
        .AddFullSync(configuration)
        .AddSubscriptions(configuration)
        .AddDrift()
        .AddObservations(configuration)
        .AddQueues(configuration)
        .AddShopify(configuration)
        .AddStorage(configuration)
        .AddTelemetry(configuration);

    /// <summary>What differs from call to call is a service, so that a test can say what it is.</summary>
    private static IServiceCollection AddClockAndChance(this IServiceCollection services) => services
        .AddSingleton(TimeProvider.System)
#pragma warning disable RS0030 // the composition root is where randomness and ids come from
        .AddSingleton(Random.Shared)
        .AddSingleton<NewId>(() => Guid.NewGuid().ToString("N"));
#pragma warning restore RS0030
}
