using InventorySync.FullSync;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace InventorySync;

/// <summary>
/// Makes the database ready before the first function runs: an app on a wrong database must not start. Before any hosted service starts, since the
/// Functions worker is one that was added earlier, and takes messages from its start on.
/// </summary>
internal sealed class StoreStartup(
    IInventoryStore store, IOptions<InventorySyncOptions> options, IOptions<FullSyncOptions> fullSync, IOptions<ShopifyOptions> shopify) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        InventorySyncServices.TryReadLocationIds(options.Value.LocationIds, out var locationIds);
        return store.PrepareAsync(new StoreBinding(shopify.Value.NormalShopDomain, locationIds, fullSync.Value.StaleReadMargin), cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
