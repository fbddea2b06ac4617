using System.Net;
using System.Security.Cryptography;
using System.Text;
using InventorySync.Tests.Support;
using InventorySync.Tests.Webhooks;
using InventorySync.Webhooks;

namespace Tools.Tests.ShopifySimulator.Webhooks;

public sealed class WebhookDeliveryTests : IDisposable
{
    private readonly WebhookBench _bench = new();

    [Fact]
    public async Task A_delivery_is_a_post_with_the_headers_of_Shopify()
    {
        var (_, variant) = _bench.AddProduct();
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await _bench.IdleAsync();

        var delivery = Assert.Single(_bench.Received);
        Assert.Equal("POST", delivery.Method);
        Assert.Equal(new Uri(WebhookBench.Address), delivery.Uri);
        Assert.Equal("application/json", delivery["Content-Type"]);
        Assert.Equal($"{delivery.Body.Length}", delivery["Content-Length"]);
        Assert.Equal("inventory_levels/update", delivery.Topic);
        Assert.Equal("shop.myshopify.com", delivery["X-Shopify-Shop-Domain"]);
        Assert.Equal("2026-10", delivery["X-Shopify-API-Version"]);
        Assert.True(Guid.TryParse(delivery["X-Shopify-Webhook-Id"], out _));
        Assert.True(Guid.TryParse(delivery["X-Shopify-Event-Id"], out _));
        Assert.Equal(_bench.Time.GetUtcNow(), DateTimeOffset.Parse(delivery["X-Shopify-Triggered-At"], null));
        Assert.EndsWith("Z", delivery["X-Shopify-Triggered-At"], StringComparison.Ordinal);
        Assert.DoesNotContain("X-Shopify-Product-Id", delivery.Headers.Keys);
        Assert.DoesNotContain("X-Shopify-Test", delivery.Headers.Keys);
    }

    [Fact]
    public async Task The_body_is_signed_with_the_secret_of_the_moment()
    {
        var (_, variant) = _bench.AddProduct();
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await _bench.IdleAsync();
        _bench.Deliverer.Secret = "new";
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await _bench.IdleAsync();

        Assert.Equal(["hush", "new"], _bench.Received.Select(SecretOf));

        static string SecretOf(ReceivedDelivery delivery) => ((string[])["hush", "new"]).Single(
            secret => Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), delivery.Body))
                == delivery["X-Shopify-Hmac-Sha256"]);
    }

    [Fact]
    public async Task The_app_takes_what_is_delivered()
    {
        using var app = new Deliveries();
        var (_, variant) = _bench.AddProduct();
        _bench.Subscribe("INVENTORY_LEVELS_CONNECT");
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        _bench.Subscribe("INVENTORY_LEVELS_DISCONNECT");
        _bench.Shop.Connect(variant.InventoryItemId, _bench.OtherLocation, 3);
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.OtherLocation, -1);
        await _bench.IdleAsync();
        _bench.Shop.Disconnect(variant.InventoryItemId, _bench.OtherLocation);
        await _bench.IdleAsync();

        Assert.Equal(3, _bench.Received.Count);
        foreach (var delivery in _bench.Received)
        {
            using var body = new MemoryStream(delivery.Body);
            var answer = await app.Receiver.ReceiveAsync(
                delivery.Method, name => delivery.Headers.GetValueOrDefault(name), body, CancellationToken.None);
            Assert.Equal(WebhookOutcome.Queued, answer.Outcome);
        }
    }

    [Fact]
    public async Task Every_subscription_of_a_topic_gets_its_own_delivery_of_one_event()
    {
        var (_, variant) = _bench.AddProduct();
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE", "https://other.example.com/");
        _bench.Subscribe("INVENTORY_LEVELS_CONNECT");
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await _bench.IdleAsync();

        Assert.Equal(
            [WebhookBench.Address, "https://other.example.com/"],
            _bench.Received.Select(delivery => delivery.Uri.ToString()).Order(StringComparer.Ordinal));
        Assert.Single(_bench.Received.Select(delivery => delivery["X-Shopify-Event-Id"]).Distinct(StringComparer.Ordinal));
        Assert.Equal(2, _bench.Received.Select(delivery => delivery["X-Shopify-Webhook-Id"]).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public async Task A_sale_is_told_by_the_level_and_by_the_product_with_one_event_id()
    {
        var (product, variant) = _bench.AddProduct();
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        _bench.Subscribe("PRODUCTS_UPDATE");
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await _bench.IdleAsync();

        var ofProduct = Assert.Single(_bench.Received, delivery => delivery.Topic == "products/update");
        var ofLevel = Assert.Single(_bench.Received, delivery => delivery.Topic == "inventory_levels/update");
        Assert.Equal(ofLevel["X-Shopify-Event-Id"], ofProduct["X-Shopify-Event-Id"]);
        Assert.Equal($"{product.Id}", ofProduct["X-Shopify-Product-Id"]);
        Assert.Equal(2, _bench.Received.Count);
    }

    [Fact]
    public async Task Triggered_at_has_0_6_or_9_fraction_digits_and_says_all_of_the_time()
    {
        var (_, variant) = _bench.AddProduct(available: 100);
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        HashSet<int> digits = [];
        foreach (var step in (TimeSpan[])[TimeSpan.FromSeconds(1), TimeSpan.FromMicroseconds(1), TimeSpan.FromTicks(1)])
        {
            for (var i = 0; i < 20; i++)
            {
                _bench.Time.Advance(step);
                _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
                await _bench.IdleAsync();
                var text = _bench.Received[^1]["X-Shopify-Triggered-At"];
                digits.Add(text.Length - text.IndexOfAny(['.', 'Z']) - (text.Contains('.', StringComparison.Ordinal) ? 2 : 1));
                Assert.Equal(_bench.Time.GetUtcNow(), DateTimeOffset.Parse(text.Replace("00Z", "Z", StringComparison.Ordinal), null));
            }
        }

        Assert.Equal([0, 6, 9], digits.Order());
    }

    [Fact]
    public async Task A_test_delivery_carries_sample_ids_and_says_so()
    {
        Assert.True(await _bench.Deliverer.SendTestAsync("products/update", WebhookBench.Address, CancellationToken.None));
        _bench.AnswerAlways(HttpStatusCode.Unauthorized);
        Assert.False(await _bench.Deliverer.SendTestAsync("inventory_levels/update", WebhookBench.Address, CancellationToken.None));

        Assert.All(_bench.Received, delivery => Assert.Equal("true", delivery["X-Shopify-Test"]));
        Assert.Equal("788032119674292922", _bench.Received[0]["X-Shopify-Product-Id"]);
        Assert.Equal(788032119674292922, (long)_bench.Received[0].Json["id"]!);
        Assert.Equal(271878346596884015, (long)_bench.Received[1].Json["inventory_item_id"]!);
        Assert.Equal(0, _bench.Deliverer.Statistics.Delivered + _bench.Deliverer.Statistics.FailedAttempts);
    }

    [Fact]
    public async Task At_most_32_attempts_are_under_way_at_once()
    {
        using var release = new SemaphoreSlim(0);
        var (current, most) = (0, 0);
        _bench.Answer = async (_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref current));
            await release.WaitAsync(CancellationToken.None);
            Interlocked.Decrement(ref current);
            return HttpStatusCode.OK;
        };
        var variants = Enumerable.Range(0, 40).Select(number => _bench.AddProduct($"T-Shirt {number}").Variant).ToList();
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        foreach (var variant in variants) _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await Eventually.True(() => Volatile.Read(ref current) == 32, "32 attempts are under way");
        release.Release(40);
        await _bench.IdleAsync();

        Assert.Equal(32, most);
        Assert.Equal(40, _bench.Deliverer.Statistics.Delivered);
    }

    [Fact]
    public async Task When_stopped_an_attempt_under_way_ends_and_what_waits_is_dropped()
    {
        var answer = new TaskCompletionSource<HttpStatusCode>(TaskCreationOptions.RunContinuationsAsynchronously);
        var (_, variant) = _bench.AddProduct();
        _bench.Subscribe("INVENTORY_LEVELS_UPDATE");
        _bench.Answer = (_, _) => answer.Task;
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        await Eventually.True(() => _bench.Received.Count == 1, "the attempt is under way");
        _bench.Faults.WebhookDelay = TimeSpan.FromMinutes(1);
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);
        _bench.Faults.LatePayload = TimeSpan.FromMinutes(1);
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);

        var stopped = _bench.StopAsync();
        Assert.False(stopped.IsCompleted);
        answer.SetResult(HttpStatusCode.OK);
        await stopped;
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, -1);

        Assert.Single(_bench.Received);
        var statistics = _bench.Deliverer.Statistics;
        Assert.Equal((1, 0), (statistics.Delivered, statistics.Waiting));
    }

    public void Dispose() => _bench.Dispose();
}
