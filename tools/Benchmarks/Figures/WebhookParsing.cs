using System.Diagnostics.Metrics;
using System.Security.Cryptography;
using System.Text.Json;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Telemetry;
using InventorySync.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Benchmarks.Figures;

/// <summary>
/// From the raw bytes of a delivery to the bytes of its message, beside the signature alone, without which there is no webhook.
/// </summary>
internal sealed class WebhookParsing : IFigures, IDisposable
{
    private const double Most = 1.5;

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly SyncTracing _tracing = new();
    private readonly WebhookReceiver _receiver;
    private readonly WebhookSignature _signature = new([SampleShop.Secret]);
    private readonly byte[] _level = WebhookBodies.LevelUpdate(
        8_000_000_000_001, 70_000_000_001, 42, UnixTime.From(new DateTimeOffset(2026, 3, 16, 8, 35, 6, TimeSpan.Zero)));
    private readonly byte[] _product = WebhookBodies.ProductUpdate();
    private readonly WebhookHeaders _levelHeaders;
    private readonly WebhookHeaders _productHeaders;
    private readonly byte[] _hash = new byte[HMACSHA256.HashSizeInBytes];

    public WebhookParsing()
    {
        _receiver = new WebhookReceiver(
            _signature, Options.Create(new ShopifyOptions { ShopDomain = SampleShop.Domain }), TimeProvider.System,
            new SyncMetrics(_services.GetRequiredService<IMeterFactory>()), _tracing, NullLogger<WebhookReceiver>.Instance);
        _levelHeaders = SampleShop.Headers("inventory_levels/update", _level);
        _productHeaders = SampleShop.Headers("products/update", _product);
        if (Level().Message is null || Product().Message is null) throw new InvalidOperationException("A sample was not taken.");
    }

    public WebhookAnswer Level() => _receiver.Answer(_levelHeaders, _level, traceparent: null);

    public WebhookAnswer Product() => _receiver.Answer(_productHeaders, _product, traceparent: null);

    public void LevelSignature() => HMACSHA256.HashData(SampleShop.Key, _level, _hash);

    public void ProductSignatureAndTokens()
    {
        HMACSHA256.HashData(SampleShop.Key, _product, _hash);
        var reader = new Utf8JsonReader(_product);
        while (reader.Read())
        {
        }
    }

#pragma warning disable CS1998 // nothing is awaited: these take microseconds
    public async IAsyncEnumerable<Figure> MeasureAsync(
        Pace pace, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
#pragma warning restore CS1998
    {
        yield return Pair.Of(pace, () => Level(), LevelSignature)
            .AtMost($"inventory_levels/update ({_level.Length} B): verify, parse, envelope; beside HMAC-SHA256", Most, Texts.Duration);

        var allocated = AllocatedBeforeEnvelope();
        yield return new Figure("the same: allocated before the envelope", $"{allocated} B", "", "", "0 B", allocated == 0);

        yield return Pair.Of(pace, () => Product(), ProductSignatureAndTokens)
            .AtMost(
                $"products/update of 100 variants ({_product.Length / 1000} KB): the same; beside HMAC-SHA256 and a skip of every token",
                Most, Texts.Duration);
    }

    /// <summary>By one delivery whose signature and fields are read.</summary>
    private long AllocatedBeforeEnvelope()
    {
        ReadFields();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ReadFields();
        return GC.GetAllocatedBytesForCurrentThread() - before;

        void ReadFields()
        {
            var payload = default(LevelPayload);
            if (_signature.Verify(_levelHeaders.Hmac, _level) is null || PayloadBody.Read(ref payload, _level) is not null)
                throw new InvalidOperationException("The sample was not taken.");
        }
    }

    public void Dispose()
    {
        _tracing.Dispose();
        _services.Dispose();
    }
}
