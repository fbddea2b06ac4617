using System.Text;
using System.Text.Json.Nodes;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>Each topic's body, as Shopify documents it.</summary>
public sealed class WebhookPayloadTests : IDisposable
{
    /// <summary>Afternoon in UTC and morning in the shop.</summary>
    private readonly WebhookBench _bench = new(start: new DateTimeOffset(2026, 3, 16, 15, 35, 6, 789, TimeSpan.Zero));

    [Theory]
    [InlineData("INVENTORY_LEVELS_UPDATE", -1, 4)]
    [InlineData("INVENTORY_LEVELS_UPDATE", -8, -3)]
    public async Task A_level(string topic, int by, int available)
    {
        var variant = _bench.AddProduct().Variant;
        _bench.Subscribe(topic);
        _bench.Shop.Adjust(variant.InventoryItemId, _bench.Location, by);

        var level = _bench.Shop.Read(view => view.Level(variant.InventoryItemId, _bench.Location)!);
        AssertSame(
            $$"""
            {"inventory_item_id":{{variant.InventoryItemId}},"location_id":{{_bench.Location}},"available":{{available}},
            "updated_at":"2026-03-16T10:35:06-05:00",
            "admin_graphql_api_id":"gid://shopify/InventoryLevel/{{level.Id}}?inventory_item_id={{variant.InventoryItemId}}"}
            """,
            await OnlyBodyAsync());
    }

    [Fact]
    public async Task A_level_that_was_connected()
    {
        var variant = _bench.AddProduct().Variant;
        _bench.Subscribe("INVENTORY_LEVELS_CONNECT");
        var level = _bench.Shop.Connect(variant.InventoryItemId, _bench.OtherLocation, 7);

        AssertSame(
            $$"""
            {"inventory_item_id":{{variant.InventoryItemId}},"location_id":{{_bench.OtherLocation}},"available":7,
            "updated_at":"2026-03-16T10:35:06-05:00",
            "admin_graphql_api_id":"gid://shopify/InventoryLevel/{{level.Id}}?inventory_item_id={{variant.InventoryItemId}}"}
            """,
            await OnlyBodyAsync());
    }

    [Fact]
    public async Task A_level_that_was_disconnected_is_two_ids()
    {
        var variant = _bench.AddProduct().Variant;
        _bench.Subscribe("INVENTORY_LEVELS_DISCONNECT");
        _bench.Shop.Disconnect(variant.InventoryItemId, _bench.Location);

        Assert.Equal(
            $$"""{"inventory_item_id":{{variant.InventoryItemId}},"location_id":{{_bench.Location}}}""",
            Encoding.UTF8.GetString(await OnlyBodyAsync()));
    }

    [Theory]
    [InlineData("TS-1")]
    [InlineData("")]
    [InlineData(null)]
    public async Task An_item_with_its_code_and_whether_it_is_tracked(string? sku)
    {
        var variant = _bench.AddProduct(sku: sku).Variant;
        _bench.Subscribe("INVENTORY_ITEMS_UPDATE");
        _bench.Shop.SetTracked(variant.InventoryItemId, tracked: false);

        var body = Parse(await OnlyBodyAsync());
        Assert.Equal(variant.InventoryItemId, (long)body["id"]!);
        Assert.True(body.ContainsKey("sku"));
        Assert.Equal(sku, (string?)body["sku"]);
        Assert.False((bool)body["tracked"]!);
        Assert.Equal("2026-03-16T10:35:06-05:00", (string?)body["updated_at"]);
        Assert.Equal($"gid://shopify/InventoryItem/{variant.InventoryItemId}", (string?)body["admin_graphql_api_id"]);
        Assert.True(body.ContainsKey("cost"));
    }

    [Fact]
    public async Task A_deletion_is_an_id()
    {
        var (product, variant) = _bench.AddProduct();
        _bench.Subscribe("PRODUCTS_DELETE");
        _bench.Subscribe("INVENTORY_ITEMS_DELETE");
        _bench.Shop.DeleteProduct(product.Id);
        await _bench.IdleAsync();

        Assert.Equal(
            [$$"""inventory_items/delete {"id":{{variant.InventoryItemId}}}""", $$"""products/delete {"id":{{product.Id}}}"""],
            _bench.Received.Select(delivery => $"{delivery.Topic} {Encoding.UTF8.GetString(delivery.Body)}").Order(StringComparer.Ordinal));
        Assert.Equal($"{product.Id}", _bench.Received.Single(delivery => delivery.Topic == "products/delete")["X-Shopify-Product-Id"]);
    }

    [Fact]
    public async Task A_location_that_was_switched_off()
    {
        _bench.Subscribe("LOCATIONS_DEACTIVATE");
        _bench.Shop.SetLocationActive(_bench.Location, isActive: false);

        var body = Parse(await OnlyBodyAsync());
        Assert.Equal((_bench.Location, "Warehouse", false), ((long)body["id"]!, (string?)body["name"], (bool)body["active"]!));
        Assert.Equal("2026-03-16T10:35:06-05:00", (string?)body["updated_at"]);
    }

    [Fact]
    public async Task A_product_is_a_snapshot_of_its_variants()
    {
        _bench.Subscribe("PRODUCTS_CREATE");
        var stock = new Dictionary<long, int> { [_bench.Location] = 5, [_bench.OtherLocation] = -2 };
        var product = _bench.Shop.AddProduct(
            "Björk & Sons <Tee>",
            new NewVariant(null, "S / Black", 19.9m, Tracked: true, stock),
            new NewVariant("TS-M", "M / Black", 1234m, Tracked: true, new Dictionary<long, int>(), Barcode: "2000000000015"));

        var body = Parse(await OnlyBodyAsync());
        Assert.Equal((product.Id, "Björk & Sons <Tee>", "active"), ((long)body["id"]!, (string?)body["title"], (string?)body["status"]));
        Assert.Equal("2026-03-16T10:35:06-05:00", (string?)body["updated_at"]);
        Assert.Equal($"gid://shopify/Product/{product.Id}", (string?)body["admin_graphql_api_id"]);
        Assert.All(
            (string[])["body_html", "vendor", "handle", "tags", "images", "options", "published_at"],
            name => Assert.True(body.ContainsKey(name), name));

        var variants = body["variants"]!.AsArray();
        Assert.Equal(product.VariantIds, variants.Select(variant => (long)variant!["id"]!));
        Assert.All(variants, variant => Assert.Equal(product.Id, (long)variant!["product_id"]!));
        Assert.Equal(["19.90", "1234.00"], variants.Select(variant => (string?)variant!["price"]));
        Assert.Equal([null, "TS-M"], variants.Select(variant => (string?)variant!["sku"]));
        Assert.Equal([null, "2000000000015"], variants.Select(variant => (string?)variant!["barcode"]));
        Assert.Equal(["S / Black", "M / Black"], variants.Select(variant => (string?)variant!["title"]));
        Assert.Equal(["S", "M"], variants.Select(variant => (string?)variant!["option1"]));
        Assert.Equal([3, 0], variants.Select(variant => (int)variant!["inventory_quantity"]!));
        Assert.Equal([1, 2], variants.Select(variant => (int)variant!["position"]!));
        Assert.Equal(
            product.VariantIds.Select(id => _bench.Shop.Read(view => view.Variant(id)!.InventoryItemId)),
            variants.Select(variant => (long)variant!["inventory_item_id"]!));
        Assert.All(body["variant_gids"]!.AsArray(), gid => Assert.Equal("2026-03-16T15:35:06.000Z", (string?)gid!["updated_at"]));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(101)]
    [InlineData(2048)]
    public async Task The_first_100_variants_have_bodies_and_all_have_ids(int count)
    {
        _bench.Subscribe("PRODUCTS_UPDATE");
        var happened = _bench.Shop.Happened;
        _bench.Shop.Happened = null;
        var product = _bench.Shop.AddProduct("Many", [.. Enumerable.Range(0, count).Select(
            number => new NewVariant($"M-{number}", $"{number}", 1, Tracked: true, new Dictionary<long, int>()))]);
        _bench.Shop.Happened = happened;
        _bench.Shop.UpdateProduct(product.Id, changed => changed with { Status = "DRAFT" });

        var body = Parse(await OnlyBodyAsync());
        Assert.Equal("draft", (string?)body["status"]);
        Assert.Equal(product.VariantIds.Take(100), body["variants"]!.AsArray().Select(variant => (long)variant!["id"]!));
        Assert.Equal(
            product.VariantIds.Select(id => $"gid://shopify/ProductVariant/{id}"),
            body["variant_gids"]!.AsArray().Select(gid => (string?)gid!["admin_graphql_api_id"]));
    }

    [Fact]
    public async Task Included_fields_are_all_that_is_sent_nested_ones_too()
    {
        _bench.Subscribe("PRODUCTS_CREATE", includeFields:
        [
            "id", "updated_at", "variants.id", "variants.price", "variant_gids", "no_such_field", "variants.no_such_field",
        ]);
        var product = _bench.Shop.AddProduct("T-Shirt", new NewVariant("TS", "S", 10, Tracked: true, new Dictionary<long, int>()));

        var gid = $"gid://shopify/ProductVariant/{product.VariantIds[0]}";
        AssertSame(
            $$"""
            {"id":{{product.Id}},"updated_at":"2026-03-16T10:35:06-05:00","variants":[{"id":{{product.VariantIds[0]}},"price":"10.00"}],
            "variant_gids":[{"admin_graphql_api_id":"{{gid}}","updated_at":"2026-03-16T15:35:06.000Z"}]}
            """,
            await OnlyBodyAsync());
    }

    [Fact]
    public async Task Slashes_are_escaped()
    {
        _bench.Subscribe("PRODUCTS_CREATE");
        _bench.Shop.AddProduct("24/7 \\/ \"</p>", new NewVariant("A/B", "S / M", 10, Tracked: true, new Dictionary<long, int>()));

        var body = await OnlyBodyAsync();
        Assert.Contains(@"gid:\/\/shopify\/Product\/", Encoding.UTF8.GetString(body), StringComparison.Ordinal);
        Assert.Equal("24/7 \\/ \"</p>", (string?)Parse(body)["title"]);
    }

    public void Dispose() => _bench.Dispose();

    private async Task<byte[]> OnlyBodyAsync()
    {
        await _bench.IdleAsync();
        return Assert.Single(_bench.Received).Body;
    }

    private static JsonObject Parse(byte[] body) => JsonNode.Parse(body)!.AsObject();

    private static void AssertSame(string expected, byte[] body) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), Parse(body)), Encoding.UTF8.GetString(body));
}
