using System.Text.Json;
using InventorySync.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Shopify;

public sealed class TopicSubscriptionTests : IAsyncLifetime
{
    private const string Inventory = "https://app.example/api/webhooks/shopify/inventory-update";
    private const string Product = "https://app.example/api/webhooks/shopify/product-update";

    private readonly List<(string Id, string Topic, string Uri, string[] Fields)> _held = [];
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        _app.Shopify.Answer("ReadSubscriptions", _ =>
        {
            var nodes = JsonSerializer.Serialize(
                _held.Select(held => new { id = held.Id, topic = held.Topic, uri = held.Uri, includeFields = held.Fields }));
            return $$$$"""{"webhookSubscriptions":{"nodes":{{{{nodes}}}},"pageInfo":{"hasNextPage":false,"endCursor":null}}}""";
        });
        _app.Shopify.Answer("CreateSubscription", variables =>
        {
            _held.Add(
                (
                    $"gid://shopify/WebhookSubscription/{_held.Count}", variables.GetProperty("topic").GetString()!,
                    variables.GetProperty("uri").GetString()!, Fields(variables)));
            return """{"webhookSubscriptionCreate":{"webhookSubscription":{"id":"x"},"userErrors":[]}}""";
        });
        _app.Shopify.Answer("MoveSubscription", variables =>
        {
            var i = _held.FindIndex(held => held.Id == variables.GetProperty("id").GetString());
            _held[i] = _held[i] with { Uri = variables.GetProperty("uri").GetString()!, Fields = Fields(variables) };
            return """{"webhookSubscriptionUpdate":{"webhookSubscription":{"id":"x"},"userErrors":[]}}""";
        });
        _app.Shopify.Answer("DeleteSubscription", variables =>
        {
            _held.RemoveAll(held => held.Id == variables.GetProperty("id").GetString());
            return """{"webhookSubscriptionDelete":{"deletedWebhookSubscriptionId":"x","userErrors":[]}}""";
        });
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task Every_topic_is_subscribed_once_to_its_endpoint_and_asks_for_no_more_than_is_used()
    {
        Assert.Equal(13, await EnsureAsync());

        Assert.Equal(WebhookSubscriptions.Topics, _held.Select(held => held.Topic));
        Assert.All(
            _held, held => Assert.Equal(held.Topic.StartsWith("PRODUCTS_", StringComparison.Ordinal) ? Product : Inventory, held.Uri));
        Assert.All(
            _held, held => Assert.Equal(
                held.Topic.EndsWith("_DELETE", StringComparison.Ordinal) || held.Topic.EndsWith("_DISCONNECT", StringComparison.Ordinal),
                !held.Fields.Contains("updated_at")));
        Assert.Equal(
            "inventory_item_id,location_id,available,updated_at",
            string.Join(',', _held.Single(held => held.Topic == "INVENTORY_LEVELS_UPDATE").Fields));
        Assert.Equal(
            "id,title,status,updated_at,variants.id,variants.inventory_item_id,variants.sku,variants.barcode,variants.title,"
            + "variants.price,variants.updated_at,variant_gids",
            string.Join(',', _held.Single(held => held.Topic == "PRODUCTS_UPDATE").Fields));
        Assert.Equal(0, await EnsureAsync());
    }

    [Fact]
    public async Task A_subscription_with_other_fields_or_another_address_is_changed_and_a_duplicate_goes()
    {
        await EnsureAsync();
        var i = _held.FindIndex(held => held.Topic == "PRODUCTS_UPDATE");
        _held.Add(_held[i] with { Id = "gid://shopify/WebhookSubscription/77", Uri = Inventory });
        _held[i] = _held[i] with { Fields = ["id"] };
        i = _held.FindIndex(held => held.Topic == "INVENTORY_ITEMS_UPDATE");
        _held[i] = _held[i] with { Uri = "https://old.example/", Fields = [.. _held[i].Fields.Reverse()] };

        Assert.Equal(3, await EnsureAsync());

        Assert.Equal(13, _held.Count);
        Assert.Equal(0, await EnsureAsync());
    }

    private static string[] Fields(JsonElement variables) =>
        [.. variables.GetProperty("includeFields").EnumerateArray().Select(field => field.GetString()!)];

    private Task<int> EnsureAsync() =>
        _app.Services.GetRequiredService<WebhookSubscriptions>().EnsureAsync(new Uri("https://app.example/"));
}
