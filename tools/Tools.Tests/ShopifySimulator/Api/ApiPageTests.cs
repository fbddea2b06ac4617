using System.Text.Json;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiPageTests
{
    private const string Query = """
        query($first: Int, $last: Int, $after: String, $before: String, $reverse: Boolean) {
          productVariants(first: $first, last: $last, after: $after, before: $before, reverse: $reverse) {
            nodes { sku }
            edges { cursor node { sku } }
            pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
          }
        }
        """;

    [Fact]
    public async Task Pages_that_follow_each_other_give_every_variant_once_in_the_order_of_their_ids()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 4);
        List<string> skus = [];
        string? after = null;
        bool hasNextPage;
        do
        {
            var page = await PageAsync(store, new { first = 3, after });
            Assert.Equal(after is not null, Info(page, "hasPreviousPage").GetBoolean());
            skus.AddRange(Skus(page));
            (after, hasNextPage) = (Info(page, "endCursor").GetString(), Info(page, "hasNextPage").GetBoolean());
        }
        while (hasNextPage);

        Assert.Equal(["S-0", "L-0", "S-1", "L-1", "S-2", "L-2", "S-3", "L-3"], skus);
    }

    [Fact]
    public async Task Last_takes_from_the_end_and_before_leads_backwards()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 3);

        var last = await PageAsync(store, new { last = 2 });
        var previous = await PageAsync(store, new { last = 2, before = Info(last, "startCursor").GetString() });

        Assert.Equal(["S-2", "L-2"], Skus(last));
        Assert.Equal(["S-1", "L-1"], Skus(previous));
        Assert.True(Info(previous, "hasPreviousPage").GetBoolean());
        Assert.True(Info(previous, "hasNextPage").GetBoolean());
        Assert.False(Info(last, "hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task Reverse_turns_the_list_and_its_cursors_round()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 2);

        var first = await PageAsync(store, new { first = 3, reverse = true });
        var second = await PageAsync(store, new { first = 3, reverse = true, after = Info(first, "endCursor").GetString() });

        Assert.Equal(["L-1", "S-1", "L-0"], Skus(first));
        Assert.Equal(["S-0"], Skus(second));
        Assert.False(Info(second, "hasNextPage").GetBoolean());
    }

    [Fact]
    public async Task Edges_have_the_same_entries_as_nodes_and_a_cursor_that_leads_behind_each()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 2);

        var page = await PageAsync(store, new { first = 3 });
        var edges = page.GetProperty("edges");
        var rest = await PageAsync(store, new { first = 3, after = edges[0].GetProperty("cursor").GetString() });

        Assert.Equal(Skus(page), edges.EnumerateArray().Select(edge => edge.TextAt("node", "sku")));
        Assert.Equal(["L-0", "S-1", "L-1"], Skus(rest));
    }

    [Fact]
    public async Task A_variant_that_is_deleted_between_two_pages_moves_no_other()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 3);
        var page = await PageAsync(store, new { first = 2 });
        foreach (var variant in store.Shop.Read(shop => shop.Variants.Skip(1).Take(2).ToArray())) store.Shop.DeleteVariant(variant.Id);

        var next = await PageAsync(store, new { first = 10, after = Info(page, "endCursor").GetString() });

        Assert.Equal(["L-1", "S-2", "L-2"], Skus(next));
    }

    [Theory]
    [InlineData("productVariants { nodes { id } }", "you must provide one of first or last")]
    [InlineData("productVariants(first: 1, last: 1) { nodes { id } }", "providing both first and last is not supported")]
    [InlineData("productVariants(first: 251) { nodes { id } }", "first must be between 0 and 250")]
    [InlineData("productVariants(first: 1, after: \"x\") { nodes { id } }", "Invalid cursor for current pagination sort.")]
    [InlineData("shop { name } bulkOperations { nodes { id } }", "you must provide one of first or last")]
    public async Task A_list_without_a_readable_page_is_an_error(string fields, string message)
    {
        await using var store = await TestStore.StartAsync();

        var answer = await store.AskAsync($"{{ {fields} }}");

        Assert.Equal(message, answer.TextAt("errors", 0, "message"));
        Assert.Equal("BAD_REQUEST", answer.TextAt("errors", 0, "extensions", "code"));
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("data").ValueKind);
    }

    [Fact]
    public async Task Variants_of_a_product_come_in_the_order_of_their_positions()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        var product = store.Shop.Read(shop => shop.Products.First());
        store.Shop.UpdateProduct(product.Id, known => known with { VariantIds = [.. known.VariantIds.Reverse()] });

        const string Nested = """
            query($after: String) {
              products(first: 1) {
                nodes { variants(first: 1, after: $after) { nodes { sku position } pageInfo { endCursor hasNextPage } } }
              }
            }
            """;
        var first = (await store.DataAsync(Nested)).At("products", "nodes", 0, "variants");
        var second = (await store.DataAsync(Nested, new { after = Info(first, "endCursor").GetString() })).At(
            "products", "nodes", 0, "variants");

        Assert.Equal(["L-0"], Skus(first));
        Assert.Equal(["S-0"], Skus(second));
        Assert.Equal(2, second.At("nodes", 0, "position").GetInt32());
    }

    private static async Task<JsonElement> PageAsync(TestStore store, object variables) =>
        (await store.DataAsync(Query, variables)).GetProperty("productVariants");

    private static JsonElement Info(JsonElement page, string field) => page.GetProperty("pageInfo").GetProperty(field);

    private static IEnumerable<string> Skus(JsonElement page) =>
        page.GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("sku").GetString()!);
}
