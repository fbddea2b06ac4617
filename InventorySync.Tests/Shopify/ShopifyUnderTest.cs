using InventorySync.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Logging.Testing;

namespace InventorySync.Tests.Shopify;

/// <summary>The real room over a scripted Shopify, on a clock on which waits are over at once.</summary>
internal sealed class ShopifyUnderTest
{
    public const string ClientId = "the-client-id";
    public const string ClientSecret = "the-client-secret";
    public const string AccessToken = "shpat_the-token";

    public static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);

    public ShopifyUnderTest(bool hasToken = true)
    {
        Http = new ShopifyStandIn(Clock);
        Options = new ShopifyOptions
        {
            ShopDomain = ShopifyStandIn.Shop,
            AccessToken = hasToken ? AccessToken : null,
            ClientId = hasToken ? null : ClientId,
            ClientSecret = ClientSecret,
        };
        var options = Microsoft.Extensions.Options.Options.Create(Options);
        Tokens = new AccessTokens(Http, options, Clock);
        Api = new AdminApi(Http, Tokens, options, Clock, new Random(1), new FakeLogger<AdminApi>(Log));
        Operations = new BulkOperations(Api);
        Download = new BulkDownload(Http);
        Locations = new LocationReader(Api);
        var reads = Microsoft.Extensions.Options.Options.Create(new StaleReadOptions { StaleReadMargin = Margin });
        Items = new InventoryReader(Api, reads);
        Products = new ProductReader(Api, reads);
        Subscriptions = new WebhookSubscriptions(Api);
    }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero)) { MovesItself = true };

    public FakeLogCollector Log { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public ShopifyStandIn Http { get; }

    public ShopifyOptions Options { get; }

    public AccessTokens Tokens { get; }

    public AdminApi Api { get; }

    public BulkOperations Operations { get; }

    public BulkDownload Download { get; }

    public LocationReader Locations { get; }

    public InventoryReader Items { get; }

    public ProductReader Products { get; }

    public WebhookSubscriptions Subscriptions { get; }

    public IReadOnlyList<string> LogLines => [.. Log.GetSnapshot().Select(record => $"{record.Level}: {record.Message}")];

    /// <summary>What no message and no log line may hold.</summary>
    public static void AssertNoSecret(string text) =>
        Assert.All(
            (string[])[ClientSecret, AccessToken, "shpat_", "X-Goog-Signature"],
            secret => Assert.DoesNotContain(secret, text, StringComparison.Ordinal));
}
