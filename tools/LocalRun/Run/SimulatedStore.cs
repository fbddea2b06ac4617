using PlayedTime;
using ShopifySimulator;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace LocalRun.Run;

/// <summary>
/// The simulated Shopify of a run: the shop, kept in a file, its Admin API, and its deliveries to the function app's public address.
/// </summary>
internal sealed class SimulatedStore : IAsyncDisposable
{
    public const string Domain = "simulated-store.myshopify.com";
    public const string ClientId = "simulated-client";
    public const string ClientSecret = "simulated-secret";

    private readonly ShopFile _file;
    private readonly TimeProvider _time;
    private readonly HttpMessageInvoker _http;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Task _delivering;

    private SimulatedStore(ShopFile file, Simulator simulator, WebhookDeliverer deliverer, PublicAddress publicAddress, TimeProvider time)
    {
        (_file, Simulator, Deliverer, PublicAddress, _time) = (file, simulator, deliverer, publicAddress, time);
        _http = new HttpMessageInvoker(publicAddress, disposeHandler: true);
        _delivering = deliverer.RunAsync(_stopping.Token);
    }

    public Simulator Simulator { get; }

    public WebhookDeliverer Deliverer { get; }

    public PublicAddress PublicAddress { get; }

    public SimulatedShop Shop => Simulator.Shop;

    /// <summary>Opens the shop of the last run, or makes one.</summary>
    /// <param name="variants">Of a new shop.</param>
    public static async Task<SimulatedStore> OpenAsync(
        string path, int variants, int seed, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        var (subscriptions, faults) = (new SubscribedWebhooks(), new Faults());
        var shop = new SimulatedShop(Domain, new DistinctInstants(timeProvider), new Random(seed));
        var file = ShopFile.Open(path);
        if (file.IsNew) file.Fill(new ShopSeed(new Random(seed), timeProvider.GetUtcNow()).Make(variants));
        file.Keep(shop, subscriptions);

        var simulator = await Simulator.StartAsync(
            new SimulatorOptions
            {
                Shop = shop,
                Subscriptions = subscriptions,
                Faults = faults,
                Clock = timeProvider,
                Random = new Random(seed),
                ClientId = ClientId,
                ClientSecret = ClientSecret,
            },
            cancellationToken);
        var publicAddress = new PublicAddress(WebhookDeliverer.CreateHandler(timeProvider));
        var deliverer = new WebhookDeliverer(
            shop, subscriptions, faults, new HttpMessageInvoker(publicAddress, disposeHandler: false), timeProvider, new Random(seed),
            ClientSecret, "2026-10");
        shop.Happened = deliverer.Take;
        return new SimulatedStore(file, simulator, deliverer, publicAddress, timeProvider);
    }

    /// <summary>Until every webhook of what has happened is delivered, or given up.</summary>
    public Task WhenIdleAsync(CancellationToken cancellationToken) =>
        _time.WaitAsync(Deliverer.WhenIdleAsync(CancellationToken.None), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _delivering;
        Deliverer.Dispose();
        _http.Dispose();
        await Simulator.DisposeAsync();
        _file.Dispose();
        _stopping.Dispose();
    }
}
