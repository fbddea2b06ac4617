using System.Collections.Immutable;
using System.Net;
using InventorySync.Tests.Support;
using ShopifySimulator;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>A shop whose webhooks are delivered to the test. The clock stands until the test moves it.</summary>
internal sealed class WebhookBench : HttpMessageHandler
{
    public const string Secret = "hush";
    public const string Address = "https://app.example.com/api/webhooks/shopify/inventory-update";

    private readonly Lock _lock = new();
    private readonly List<ReceivedDelivery> _received = [];
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpMessageInvoker _http;
    private readonly Task _running;

    public WebhookBench(int seed = 1, DateTimeOffset? start = null)
    {
        Time = new TestClock(start ?? new DateTimeOffset(2026, 3, 16, 8, 35, 7, TimeSpan.Zero));
        Shop = new SimulatedShop("shop.myshopify.com", Time, new Random(seed));
        Location = Shop.AddLocation("Warehouse").Id;
        OtherLocation = Shop.AddLocation("High Street").Id;
        _http = new HttpMessageInvoker(this, disposeHandler: false);
        Deliverer = new WebhookDeliverer(Shop, Subscriptions, Faults, _http, Time, new Random(seed), Secret, "2026-10");
        Shop.Happened = Deliverer.Take;
        _running = Deliverer.RunAsync(_stopping.Token);
    }

    public TestClock Time { get; }

    public SimulatedShop Shop { get; }

    public SubscribedWebhooks Subscriptions { get; } = new();

    public Faults Faults { get; } = new();

    public WebhookDeliverer Deliverer { get; }

    public long Location { get; }

    public long OtherLocation { get; }

    /// <summary>How the address answers; at first with 200.</summary>
    public Func<ReceivedDelivery, CancellationToken, Task<HttpStatusCode>> Answer { get; set; } = (_, _) => Task.FromResult(
        HttpStatusCode.OK);

    public IReadOnlyList<ReceivedDelivery> Received
    {
        get
        {
            lock (_lock) return [.. _received];
        }
    }

    public Subscription Subscribe(string topic, string uri = Address, params ImmutableArray<string> includeFields) =>
        Subscriptions.Add(id => new Subscription(id, topic, uri, includeFields, Filter: null, Time.GetUtcNow(), Time.GetUtcNow()));

    /// <summary>A product of one variant, which the test subscribes after, so that nothing is delivered of it.</summary>
    public (Product Product, Variant Variant) AddProduct(string title = "T-Shirt", int available = 5, string? sku = "TS-1")
    {
        var product = Shop.AddProduct(
            title, new NewVariant(sku, "Default Title", 19.9m, Tracked: true, new Dictionary<long, int> { [Location] = available }));
        return (product, Shop.Read(view => view.Variant(product.VariantIds[0])!));
    }

    public void AnswerAlways(HttpStatusCode status) => Answer = (_, _) => Task.FromResult(status);

    /// <summary>Until all is delivered, dropped or given up.</summary>
    public Task IdleAsync() => Deliverer.WhenIdleAsync(CancellationToken.None);

    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _running;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var received = await ReceivedDelivery.OfAsync(request);
        lock (_lock) _received.Add(received);
        return new HttpResponseMessage(await Answer(received, cancellationToken));
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stopping.Cancel();
            Deliverer.Dispose();
            _http.Dispose();
            _stopping.Dispose();
        }

        base.Dispose(disposing);
    }
}
