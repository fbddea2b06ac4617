using System.Text.Json;
using InventorySync.Shopify;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiCostTests
{
    [Theory]
    [InlineData("{ shop { name } }", 1)]
    [InlineData("{ __schema { queryType { name } } }", 0)]
    [InlineData("{ productVariants(first: 10) { nodes { id sku } } }", 2 + 10)]
    [InlineData("{ productVariants(last: 10) { edges { cursor node { id product { id } } } pageInfo { hasNextPage } } }", 2 + (10 * 2))]
    [InlineData("{ productVariants(first: 10) { edges { node { id } } nodes { id product { id } } } }", 2 + (10 * 2))]
    [InlineData(
        "{ inventoryItems(first: 2) { nodes { inventoryLevels(first: 10) { nodes { id location { id } quantities(names: [\"available\", "
        + "\"on_hand\"]) { quantity } } } } } }",
        2 + (2 * (1 + 2 + (10 * 3))))]
    [InlineData(
        "{ nodes(ids: [\"gid://shopify/Product/1\", \"gid://shopify/Product/2\"]) { id ... on Product { title } ... "
        + "on ProductVariant { product { id } } } }",
        2 * 2)]
    [InlineData(
        "{ productVariants(first: 10) { ...Page } } fragment Page on ProductVariantConnection { nodes { ...Variant } } fragment Variant on "
        + "ProductVariant { id product { id } }",
        2 + (10 * 2))]
    [InlineData("mutation { webhookSubscriptionDelete(id: \"gid://shopify/WebhookSubscription/1\") { userErrors { field message } } }", 10)]
    public async Task What_a_query_may_cost_follows_from_its_text(string query, int cost)
    {
        await using var store = await TestStore.StartAsync();

        Assert.Equal(cost, Cost(await store.AskAsync(query), "requestedQueryCost").GetInt32());
    }

    [Fact]
    public async Task What_a_query_did_cost_follows_from_what_was_there_and_the_rest_is_given_back()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 2);

        var answer = await store.AskAsync("{ productVariants(first: 100) { edges { node { id product { id } } } } }");

        Assert.Equal(202, Cost(answer, "requestedQueryCost").GetInt32());
        Assert.Equal(2 + (4 * 2), Cost(answer, "actualQueryCost").GetInt32());
        Assert.Equal(2000 - 10, Status(answer, "currentlyAvailable"));
        Assert.Equal(2000, Status(answer, "maximumAvailable"));
        Assert.Equal(100, Status(answer, "restoreRate"));
    }

    [Fact]
    public async Task The_bucket_fills_up_again_by_the_clock_and_never_over_its_brim()
    {
        await using var store = await TestStore.StartAsync();
        const string Mutation =
            "mutation { webhookSubscriptionDelete(id: \"gid://shopify/WebhookSubscription/1\") { userErrors { message } } }";
        for (var i = 0; i < 20; i++) await store.AskAsync(Mutation);

        Assert.Equal(2000 - 201, Status(await store.AskAsync("{ shop { name } }"), "currentlyAvailable"));
        store.Clock.Advance(TimeSpan.FromSeconds(1.5));
        Assert.Equal(2000 - 52, Status(await store.AskAsync("{ shop { name } }"), "currentlyAvailable"));
        store.Clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(2000 - 1, Status(await store.AskAsync("{ shop { name } }"), "currentlyAvailable"));
    }

    [Fact]
    public async Task An_empty_bucket_throttles_with_status_200_until_it_holds_what_the_query_may_cost()
    {
        await using var store = await TestStore.StartAsync(bucketPoints: 60);
        const string Query = "{ productVariants(first: 50) { nodes { id } } }";
        for (var i = 0; i < 5; i++)
            await store.DataAsync(
                "mutation { webhookSubscriptionDelete(id: \"gid://shopify/WebhookSubscription/1\") { userErrors { message } } }");

        var throttled = await store.AskAsync(Query);

        Assert.False(throttled.TryGetProperty("data", out _));
        Assert.Equal("""[{"message":"Throttled","extensions":{"code":"THROTTLED"}}]""", throttled.GetProperty("errors").GetRawText());
        Assert.Equal(52, Cost(throttled, "requestedQueryCost").GetInt32());
        Assert.Equal(JsonValueKind.Null, Cost(throttled, "actualQueryCost").ValueKind);
        Assert.Equal(
            """{"maximumAvailable":60.0,"currentlyAvailable":10,"restoreRate":100.0}""", Cost(throttled, "throttleStatus").GetRawText());
        store.Clock.Advance(TimeSpan.FromSeconds((52 - 10) / 100.0));
        await store.DataAsync(Query);
    }

    [Fact]
    public async Task A_query_above_a_thousand_points_is_never_answered()
    {
        await using var store = await TestStore.StartAsync();
        const string Query = "{ products(first: 100) { nodes { variants(first: 10) { nodes { id } } } } }";

        var answer = await store.AskAsync(Query);

        var error = answer.At("errors", 0);
        Assert.Equal("MAX_COST_EXCEEDED", error.TextAt("extensions", "code"));
        Assert.Equal("Query cost is 1302, which exceeds the single query max cost limit (1000).", error.GetProperty("message").GetString());
        Assert.Equal(2000, Status(answer, "currentlyAvailable"));
    }

    [Fact]
    public async Task A_bulk_query_costs_what_its_mutation_costs()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 3);

        var answer = await store.AskAsync(QueryText.Of("RunBulkQuery"), new { query = QueryText.Of("Everything") });

        Assert.Equal(10, Cost(answer, "actualQueryCost").GetInt32());
    }

    private static JsonElement Cost(JsonElement answer, string field) => answer.At("extensions", "cost").GetProperty(field);

    private static int Status(JsonElement answer, string field) => (int)Cost(answer, "throttleStatus").GetProperty(field).GetDouble();
}
