using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Shopify;

namespace InventorySync.Tests.Shopify;

public sealed class InventoryReaderTests
{
    private readonly ShopifyUnderTest _shopify = new();

    [Fact]
    public async Task An_item_is_read_with_its_levels_its_variants_and_their_products()
    {
        _shopify.Http.OnData("ReadInventoryItems", Nodes(Item(11, Page([Level(7, 5), Level(8, -3)]), Page([Variant(101)]))));

        var read = Assert.Single(await ReadAsync(11));

        var updatedAt = At("2026-11-01T00:00:00Z");
        Assert.Equal((true, updatedAt), (read.Item!.Tracked, read.Item.UpdatedAt));
        Assert.Equal([new LevelSnapshot(7, 5, updatedAt), new LevelSnapshot(8, -3, updatedAt)], read.Item.Levels);
        Assert.Equal(
            [new VariantSnapshot(101, new VariantDetails("SKU-101", null, "Small", 19.90m), updatedAt, new ProductSnapshot(
                1001, new ProductDetails("Shirt", "ACTIVE"), updatedAt))],
            read.Item.Variants);
    }

    [Fact]
    public async Task The_version_of_a_read_is_Shopifys_time_less_the_margin_and_not_ours()
    {
        var answeredAt = new DateTimeOffset(2026, 11, 23, 11, 59, 30, TimeSpan.Zero);
        _shopify.Http.On("ReadInventoryItems", (_, _) =>
        {
            var answer = _shopify.Http.Data(Nodes(Item(11, Page([]), Page([]))));
            answer.Headers.Date = answeredAt;
            return Task.FromResult(answer);
        });

        Assert.Equal(UnixTime.From(answeredAt - ShopifyUnderTest.Margin), Assert.Single(await ReadAsync(11)).SeenAt);
    }

    [Fact]
    public async Task The_version_of_a_read_that_was_throttled_first_is_the_answers()
    {
        _shopify.Http.On("ReadInventoryItems", System.Net.HttpStatusCode.InternalServerError, "{}");
        _shopify.Http.OnData("ReadInventoryItems", Nodes(Item(11, Page([]), Page([]))));
        var asked = _shopify.Clock.GetUtcNow();

        var seenAt = Assert.Single(await ReadAsync(11)).SeenAt;

        // The header has whole seconds.
        Assert.InRange(seenAt - UnixTime.From(asked - ShopifyUnderTest.Margin), TimeSpan.Zero, _shopify.Clock.GetUtcNow() - asked);
    }

    [Fact]
    public async Task More_than_ten_levels_and_five_variants_are_read_page_by_page()
    {
        _shopify.Http.OnData("ReadInventoryItems", Nodes(Item(11, Page(Levels(1, 10), "l1"), Page(Variants(1, 5), "v1"))));
        _shopify.Http.OnData("ReadMoreLevels", $$"""{"inventoryItem":{"inventoryLevels":{{Page(Levels(11, 110), "l2")}} } }""");
        _shopify.Http.OnData("ReadMoreLevels", $$"""{"inventoryItem":{"inventoryLevels":{{Page(Levels(111, 113))}} } }""");
        _shopify.Http.OnData("ReadMoreVariants", $$"""{"inventoryItem":{"variants":{{Page(Variants(6, 7))}} } }""");

        var item = Assert.Single(await ReadAsync(11)).Item!;

        Assert.Equal(Enumerable.Range(1, 113).Select(n => (long)n), item.Levels.Select(level => level.LocationId));
        Assert.Equal(Enumerable.Range(1, 7).Select(n => (long)n), item.Variants.Select(variant => variant.VariantId));
        Assert.Equal(
            ["gid://shopify/InventoryItem/11 l1", "gid://shopify/InventoryItem/11 l2", "gid://shopify/InventoryItem/11 v1"],
            _shopify.Http.Sent.Skip(1)
                .Select(sent => $"{sent.Variables.GetProperty("id").GetString()} {sent.Variables.GetProperty("after").GetString()}"));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")] // a node of another type
    public async Task An_item_that_is_gone_is_read_as_none(string node)
    {
        _shopify.Http.OnData("ReadInventoryItems", Nodes(Item(11, Page([]), Page([])), node));

        var reads = await ReadAsync(11, 12);

        Assert.Equal([(11, true), (12, false)], reads.Select(read => (read.InventoryItemId, read.Item is not null)));
    }

    [Fact]
    public async Task Many_items_are_asked_for_twenty_at_a_time_and_come_in_their_order()
    {
        _shopify.Http.On("ReadInventoryItems", (request, _) => Task.FromResult(_shopify.Http.Data(Nodes(
            [.. request.Variables.GetProperty("ids")
                .EnumerateArray()
                .Select(id => Item(long.Parse(id.GetString()!.Split('/')[^1], CultureInfo.InvariantCulture), Page([]), Page([])))]))));
        var ids = Enumerable.Range(1, 45).Select(n => (long)n).ToArray();

        var reads = await ReadAsync(ids);

        Assert.Equal(ids, reads.Select(read => read.InventoryItemId));
        Assert.Equal([20, 20, 5], _shopify.Http.Sent.Select(sent => sent.Variables.GetProperty("ids").GetArrayLength()));
    }

    [Fact]
    public async Task Nothing_is_asked_where_nothing_is_to_be_read()
    {
        Assert.Empty(await ReadAsync());
        Assert.Empty(_shopify.Http.Sent);
    }

    [Theory]
    [InlineData("\"quantity\":5", "\"quantity\":null")]
    [InlineData("\"name\":\"available\"", "\"name\":\"on_hand\"")]
    [InlineData("Location/7", "Location/here")]
    [InlineData("\"price\":\"19.90\"", "\"price\":\"dear\"")]
    [InlineData("\"price\":\"19.90\"", "\"price\":\"99999999999999999999999999999999\"")]
    [InlineData("\"title\":\"Shirt\"", "\"title\":null")]
    [InlineData("\"product\":", "\"parent\":")]
    [InlineData("\"updatedAt\":\"2026-11-01T00:00:00Z\"", "\"updatedAt\":\"2026-11-01\"")]
    public async Task An_answer_that_cannot_be_read_is_Shopifys_fault_with_its_request_id(string part, string by)
    {
        var answer = Nodes(Item(11, Page([Level(7, 5)]), Page([Variant(101)])));
        Assert.Contains(part, answer, StringComparison.Ordinal);
        _shopify.Http.OnData("ReadInventoryItems", answer.Replace(part, by, StringComparison.Ordinal));

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(() => ReadAsync(11));

        Assert.Contains("ReadInventoryItems", failed.Message, StringComparison.Ordinal);
        Assert.Contains("request-1", failed.Message, StringComparison.Ordinal);
        Assert.False(failed.IsTransient);
    }

    /// <summary>What is not listed counts as gone, so half a list is none.</summary>
    [Theory]
    [InlineData("""{"inventoryItem":null}""")]
    [InlineData("""{"inventoryItem":{"inventoryLevels":{"nodes":[],"pageInfo":{"hasNextPage":true,"endCursor":null}}}}""")]
    public async Task An_item_whose_further_pages_do_not_come_is_not_read_at_all(string secondPage)
    {
        _shopify.Http.OnData("ReadInventoryItems", Nodes(Item(11, Page(Levels(1, 10), "l1"), Page(Variants(1, 1)))));
        _shopify.Http.OnData("ReadMoreLevels", secondPage);

        var failed = await Assert.ThrowsAsync<ShopifyCallException>(() => ReadAsync(11));

        Assert.Contains("ReadMoreLevels", failed.Message, StringComparison.Ordinal);
        Assert.True(failed.IsTransient);
    }

    /// <summary>A need that no answer names would be asked for again at once, without end.</summary>
    [Fact]
    public async Task An_answer_about_fewer_items_than_were_asked_for_is_none()
    {
        _shopify.Http.OnData("ReadInventoryItems", Nodes(Item(11, Page([]), Page([]))));

        await Assert.ThrowsAsync<ShopifyCallException>(() => ReadAsync(11, 12));
    }

    private Task<IReadOnlyList<ItemRead>> ReadAsync(params long[] ids) => _shopify.Items.ReadItemsAsync(ids, CancellationToken.None);

    private static string Nodes(params string[] nodes) => $$"""{"nodes":[{{string.Join(',', nodes)}}]}""";

    private static string Item(long id, string levels, string variants) => $$"""
        {
          "id":"gid://shopify/InventoryItem/{{id}}","tracked":true,"updatedAt":"2026-11-01T00:00:00Z",
          "inventoryLevels":{{levels}},"variants":{{variants}}
        }
        """;

    private static string Page(string[] nodes, string? cursor = null) => NodePage.Of(nodes, cursor);

    private static string[] Levels(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(n => Level(n, n))];

    private static string[] Variants(int from, int to) => [.. Enumerable.Range(from, to - from + 1).Select(n => Variant(n))];

    private static string Level(long location, int available) => $$"""
        {
          "location":{"id":"gid://shopify/Location/{{location}}"},"updatedAt":"2026-11-01T00:00:00Z",
          "quantities":[{"name":"available","quantity":{{available}}}]
        }
        """;

    private static string Variant(long id) => $$"""
        {
          "id":"gid://shopify/ProductVariant/{{id}}","sku":"SKU-{{id}}","barcode":null,"title":"Small","price":"19.90",
          "updatedAt":"2026-11-01T00:00:00Z",
          "product":{"id":"gid://shopify/Product/1001","title":"Shirt","status":"ACTIVE","updatedAt":"2026-11-01T00:00:00Z"}
        }
        """;

    private static UnixTime At(string text) => UnixTime.From(DateTimeOffset.Parse(text, CultureInfo.InvariantCulture));
}
