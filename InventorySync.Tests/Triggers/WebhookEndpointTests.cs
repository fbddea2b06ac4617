using System.Net;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Triggers;

/// <summary>One recorded payload per topic through the real endpoint, the queue and the function behind it to the row.</summary>
public sealed class WebhookEndpointTests : IAsyncLifetime
{
    private const string Inventory = "inventory-update";
    private const string Product = "product-update";

    private static readonly string ProductBody = Payload.Read("shirt/product");

    private static readonly string ItemBody = Payload.Read("shirt/item");

    private static readonly string LevelBody = Payload.Read("shirt/level");

    private WebhookHost _host = null!;

    public async Task InitializeAsync() => _host = await WebhookHost.StartAsync();

    public Task DisposeAsync() => _host.DisposeAsync().AsTask();

    [Theory]
    [InlineData("products/create", Product)]
    [InlineData("products/update", Product)]
    [InlineData("products/update", Inventory)]
    public async Task A_product_becomes_rows(string topic, string endpoint)
    {
        await PostAsync(topic, endpoint, ProductBody, "2026-03-16T08:35:06Z");

        await _host.RowAsync(
            "SELECT VariantId, InventoryItemId, Sku, Title, Price, ProductTitle, ProductStatus FROM SkuLive",
            "642667041472713922|271878346596884015|example-shirt-s|Small|19.99|Example T-Shirt|ACTIVE");
    }

    [Theory]
    [InlineData("inventory_items/create", Inventory)]
    [InlineData("inventory_items/update", Inventory)]
    [InlineData("inventory_items/update", Product)]
    public async Task An_item_and_its_level_become_availability(string topic, string endpoint)
    {
        await PostAsync(topic, endpoint, ItemBody, "2026-03-16T08:35:06Z");
        await _host.RowAsync("SELECT InventoryItemId, Tracked FROM InventoryItem", "271878346596884015|1");
        await PostAsync("inventory_levels/connect", endpoint, LevelBody, "2026-03-16T08:35:06Z");
        await PostAsync("products/create", endpoint, ProductBody, "2026-03-16T08:35:06Z");

        await _host.RowAsync("SELECT Sku, Tracked, Available FROM SkuLive", "example-shirt-s|1|6");
    }

    [Fact]
    public async Task A_deleted_product_is_gone_and_stays_gone()
    {
        await PostAsync("products/create", Product, ProductBody, "2026-03-16T08:35:05Z");
        await PostAsync("products/delete", Product, """{"id":788032119674292922}""", "2026-03-16T08:35:09Z");
        await _host.RowAsync("SELECT IsDeleted FROM Product", "1");
        var late = ProductBody.Replace("Example T-Shirt", "Late", StringComparison.Ordinal)
            .Replace("\"2026-03-16T15:35:06+07:00\",\"status\"", "\"2026-03-16T15:35:08+07:00\",\"status\"", StringComparison.Ordinal);
        await PostAsync("products/update", Product, late, "2026-03-16T08:35:08.5Z");

        await _host.RowAsync("SELECT Title, IsDeleted FROM Product", "Late|1");
        Assert.Empty(await _host.App.QueryAsync("SELECT 1 FROM SkuLive"));
    }

    [Fact]
    public async Task A_deleted_item_is_gone()
    {
        await PostAsync("inventory_items/create", Inventory, ItemBody, "2026-03-16T08:35:05Z");
        await PostAsync("inventory_items/delete", Inventory, """{"id":271878346596884015}""", "2026-03-16T08:35:06Z");

        await _host.RowAsync("SELECT IsDeleted FROM InventoryItem", "1");
    }

    [Theory]
    [InlineData(Inventory)]
    [InlineData(Product)]
    public async Task Another_method_is_answered_405_and_a_wrong_signature_401(string endpoint)
    {
        var got = await _host.GetAsync(endpoint);
        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (got.StatusCode, string.Join(',', got.Content.Headers.Allow)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await _host.PostUnsignedAsync(endpoint)).StatusCode);
    }

    private async Task PostAsync(string topic, string endpoint, string text, string triggeredAt) =>
        Assert.Equal(HttpStatusCode.OK, (await _host.PostAsync(topic, endpoint, text, triggeredAt)).StatusCode);
}
