using InventorySync.Composition;
using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Tools.Tests.ShopifySimulator.Api;

/// <summary>The app's own client, with nothing changed but the network.</summary>
public sealed class ApiAppTests
{
    [Fact]
    public async Task The_app_reads_items_and_locations_as_the_shop_has_them()
    {
        await using var store = await TestStore.StartAsync();
        var (barn, attic) = store.Fill(products: 15);
        await using var app = App(store);
        long[] ids = [.. store.Shop.Read(shop => shop.Items.Select(item => item.Id).ToArray()), 1];

        var locations = await app.GetRequiredService<LocationReader>().ReadAllAsync(CancellationToken.None);
        var reads = await app.GetRequiredService<InventoryReader>().ReadItemsAsync(ids, CancellationToken.None);

        Assert.Equal([attic.Id, barn.Id], locations.Select(location => location.LocationId));
        Assert.Equal(ids, reads.Select(read => read.InventoryItemId));
        Assert.Null(reads[^1].Item);
        Assert.Equal([14, 15], reads[28].Item!.Levels.Select(level => level.Available));
        Assert.Equal("S-14", Assert.Single(reads[28].Item!.Variants).Details.Sku);
        Assert.Equal(UnixTime.From(TestStore.Start.AddMilliseconds(-250).AddMinutes(-2)), reads[0].SeenAt);
    }

    [Fact]
    public async Task The_app_runs_its_bulk_query_finds_it_again_and_downloads_it()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 10);
        await using var app = App(store);
        var operations = app.GetRequiredService<BulkOperations>();

        var operation = await operations.StartAsync(CancellationToken.None);
        await Eventually.True(
            async () => (operation = await operations.GetAsync(operation.Id, CancellationToken.None))!.IsCompleted,
            "the bulk operation is completed");
        await using var file = await app.GetRequiredService<BulkDownload>().OpenAsync(operation!.Url!, CancellationToken.None);
        using var reader = new StreamReader(file.Content);
        var text = await reader.ReadToEndAsync();

        Assert.Equal((50, 20), (operation.ObjectCount, operation.RootObjectCount));
        Assert.Equal(50, text.Count(character => character == '\n'));
        Assert.Equal(operation.Id, Assert.Single(await operations.FindOursAsync(CancellationToken.None)).Id);
    }

    [Fact]
    public async Task The_app_subscribes_once_and_moves_its_subscriptions_to_a_new_address()
    {
        await using var store = await TestStore.StartAsync();
        await using var app = App(store);
        var subscriptions = app.GetRequiredService<WebhookSubscriptions>();

        Assert.Equal(13, await subscriptions.EnsureAsync(new Uri("https://app.example/a")));
        Assert.Equal(0, await subscriptions.EnsureAsync(new Uri("https://app.example/a/")));
        Assert.Equal(13, await subscriptions.EnsureAsync(new Uri("https://app.example/b")));

        Assert.Equal(WebhookSubscriptions.Topics, store.Simulator.Subscriptions.All.Select(subscription => subscription.Topic));
        Assert.All(
            store.Simulator.Subscriptions.All,
            subscription => Assert.Equal(
                subscription.Topic.StartsWith("PRODUCTS_", StringComparison.Ordinal)
                    ? "https://app.example/b/api/webhooks/shopify/product-update"
                    : "https://app.example/b/api/webhooks/shopify/inventory-update",
                subscription.Uri));
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_renewed_once_and_the_call_succeeds()
    {
        await using var store = await TestStore.StartAsync();
        await using var app = App(store);
        var reader = app.GetRequiredService<LocationReader>();
        await reader.ReadAllAsync(CancellationToken.None);

        store.Simulator.RevokeTokens();
        await reader.ReadAllAsync(CancellationToken.None);

        Assert.Equal(2, store.Simulator.Statistics.TokensIssued);
    }

    [Fact]
    public async Task A_throttled_call_waits_for_the_points_that_it_lacks()
    {
        var clock = new TestClock(TestStore.Start);
        await using var store = await TestStore.StartAsync(clock, bucketPoints: 200);
        await using var app = App(store);
        await app.GetRequiredService<WebhookSubscriptions>().EnsureAsync(new Uri("https://app.example/a")); // 2 + 13 * 10 points

        var reading = app.GetRequiredService<LocationReader>().ReadAllAsync(CancellationToken.None);
        await clock.PassAsync(TimeSpan.FromSeconds((102 - 68) / 100.0));

        Assert.Empty(await reading);
        Assert.Equal(2, store.Simulator.Statistics.Calls["ReadLocations"]);
    }

    [Fact]
    public async Task An_app_of_another_organisation_is_told_so()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.ShopNotPermitted = true;
        await using var app = App(store);

        var exception = await Assert.ThrowsAsync<ShopifyCallException>(
            () => app.GetRequiredService<LocationReader>().ReadAllAsync(CancellationToken.None));

        Assert.Equal("shop_not_permitted", exception.Code);
    }

    [Fact]
    public async Task An_app_that_did_not_ask_for_bulk_queries_is_told_so()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.BulkAccessDenied = true;
        await using var app = App(store);

        var exception = await Assert.ThrowsAsync<ShopifyCallException>(
            () => app.GetRequiredService<BulkOperations>().StartAsync(CancellationToken.None));

        Assert.Equal("ACCESS_DENIED", exception.Code);
    }

    private static ServiceProvider App(TestStore store)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Shopify:ShopDomain"] = "test.myshopify.com",
                ["Shopify:ClientId"] = TestStore.ClientId,
                ["Shopify:ClientSecret"] = TestStore.ClientSecret,
                ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
                ["InventorySync:ProbeSchedule"] = "0 3-59/5 * * * *",
                ["ConnectionStrings:Inventory"] = "Data Source=never-opened.db",
            })
            .Build();
        var services = new ServiceCollection().AddLogging().AddInventorySync(configuration).AddSingleton<TimeProvider>(store.Clock);
        services.ConfigureHttpClientDefaults(client => client.ConfigurePrimaryHttpMessageHandler(store.Simulator.CreateHandler));
        return services.BuildServiceProvider();
    }
}
