using System.Security.Cryptography;
using System.Text;
using InventorySync.Shopify;
using InventorySync.Telemetry;
using InventorySync.Tests.Telemetry;
using InventorySync.Webhooks;
using Microsoft.Extensions.Diagnostics.Metrics.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace InventorySync.Tests.Webhooks;

/// <summary>A receiver, and deliveries as Shopify makes them.</summary>
internal sealed class Deliveries : IDisposable
{
    public const string Shop = "shop.myshopify.com";
    public const string Secret = "hush";
    public const string OldSecret = "hush-of-yesterday";

    private readonly TestMeterFactory _meters = new();
    private readonly SyncTracing _tracing = new();

    public Deliveries()
    {
        var options = Options.Create(new ShopifyOptions { ShopDomain = Shop, WebhookSecret = $"{Secret},{OldSecret}" });
        Receiver = new WebhookReceiver(
            new WebhookSignature(options), options, Time, new SyncMetrics(_meters), _tracing, NullLogger<WebhookReceiver>.Instance);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 16, 8, 35, 7, TimeSpan.Zero));

    public WebhookReceiver Receiver { get; }

    public MetricCollector<long> Collect(string instrument) => new(_meters, SyncMetrics.MeterName, instrument);

    public static string Sign(ReadOnlySpan<byte> body, string secret = Secret) =>
        Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), body));

    public static Dictionary<string, string?> Headers(ReadOnlySpan<byte> body, string topic, string secret = Secret) => new(
        StringComparer.OrdinalIgnoreCase)
    {
        ["x-shopify-hmac-sha256"] = Sign(body, secret),
        ["x-shopify-topic"] = topic,
        ["x-shopify-shop-domain"] = Shop,
        ["x-shopify-webhook-id"] = "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
        ["x-shopify-event-id"] = "98880550-7158-44d4-b7cd-2c97c8a091b5",
        ["x-shopify-triggered-at"] = "2026-03-16T08:35:06.123456789Z",
        ["x-shopify-api-version"] = "2026-10",
    };

    public Task<WebhookAnswer> DeliverAsync(string topic, string body, Action<Dictionary<string, string?>>? change = null) =>
        DeliverAsync(topic, Encoding.UTF8.GetBytes(body), change);

    public async Task<WebhookAnswer> DeliverAsync(
        string topic, byte[] body, Action<Dictionary<string, string?>>? change = null, string method = "POST")
    {
        var headers = Headers(body, topic);
        change?.Invoke(headers);
        using var stream = new MemoryStream(body);
        return await Receiver.ReceiveAsync(method, name => headers.GetValueOrDefault(name), stream, CancellationToken.None);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _tracing.Dispose();
    }
}
