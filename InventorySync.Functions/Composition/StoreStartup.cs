using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace InventorySync.Composition;

/// <summary>
/// Makes the database ready before the first function runs, or a verb's first call: an app on a wrong database must not start. Before any
/// hosted service starts, since the Functions worker is one that was added earlier, and takes messages from its start on.
/// </summary>
/// <param name="store">Which one it is the settings say, and they are validated after the hosted services are made and before the first of
/// them starts.</param>
internal sealed class StoreStartup(
    StoreUse use, Lazy<ISchemaStore> store, IOptions<StoreOptions> options, IOptions<StaleReadOptions> reads,
    IOptions<ShopifyOptions> shopify)
    : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        options.Value.TryReadLocationIds(out var locationIds);
        var binding = new StoreBinding(shopify.Value.NormalShopDomain, locationIds, reads.Value.StaleReadMargin, options.Value.SafetyStock);
        if (use is StoreUse.Serve)
        {
            await store.Value.PrepareAsync(binding, cancellationToken);
            return;
        }

        var held = await store.Value.OpenAsync(binding, cancellationToken);
        if (use is StoreUse.Change && held.RefuseChange(binding) is { } refusal) throw new StoreRefusedException(refusal);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
