using InventorySync.Tests.Support;
using ShopifySimulator;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>In which order payloads are assembled, which decides what is taken for a repetition.</summary>
public sealed class AssemblyOrderTests
{
    [Fact]
    public async Task Late_payloads_are_assembled_in_the_order_of_their_triggers_so_that_none_is_mistaken_for_a_repetition()
    {
        var clock = new HeldClock();
        var shop = new SimulatedShop("test.myshopify.com", clock, new Random(1));
        var location = shop.AddLocation("Barn");
        var product = shop.AddProduct("Shirt", new NewVariant("S", "Small", 9.5m, Tracked: true, new Dictionary<long, int>()));
        var itemId = shop.Read(view => view.Variant(product.VariantIds[0])!.InventoryItemId);
        var subscriptions = new SubscribedWebhooks();
        foreach (var topic in (string[])["INVENTORY_LEVELS_CONNECT", "INVENTORY_LEVELS_DISCONNECT"])
            subscriptions.Add(
                id => new Subscription(id, topic, "https://app.example/" + topic, [], Filter: null, clock.GetUtcNow(), clock.GetUtcNow()));
        using var app = new Accepting();
        using var http = new HttpMessageInvoker(app);
        using var deliverer = new WebhookDeliverer(
            shop, subscriptions, new Faults { LatePayload = TimeSpan.FromSeconds(1) }, http, clock, new Random(2), "secret", "2026-10");
        shop.Happened = deliverer.Take;
        using var stop = new CancellationTokenSource();
        var delivering = deliverer.RunAsync(stop.Token);

        shop.Connect(itemId, location.Id, 5);
        shop.Disconnect(itemId, location.Id);
        shop.Connect(itemId, location.Id, 5);
        await Eventually.True(() => clock.Timers == 3, "the three payloads wait");
        clock.Advance(TimeSpan.FromSeconds(1));
        clock.Ring(1);
        await Eventually.True(() => deliverer.Statistics.Delivered >= 1, "one is delivered");
        clock.Ring(0);
        await Eventually.True(() => deliverer.Statistics.Delivered >= 2, "two are delivered");
        clock.Ring(2);
        await Eventually.True(() => deliverer.Statistics.Waiting == 0, "nothing waits");

        Assert.Equal((3, 0), (deliverer.Statistics.Delivered, deliverer.Statistics.Debounced));
        await stop.CancelAsync();
        await delivering;
    }

    private sealed class Accepting : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(System.Net.HttpStatusCode.OK));
    }
}
