using System.Text.Json;
using InventorySync.Shopify;
using InventorySync.Tests.Support;

namespace Tools.Tests.ShopifySimulator.Bulk;

public sealed class BulkQueryTests
{
    private const string Run =
        "mutation($query: String!) { bulkOperationRunQuery(query: $query) { bulkOperation { id } userErrors { field message code } } }";

    [Theory]
    [InlineData("{ shop { name } }", "Bulk queries must contain at least one connection.")]
    [InlineData(
        "{ products { nodes { id } } }",
        "All connection fields in a bulk query must select their contents using 'edges' > 'node'. Selecting via 'nodes' is not supported. "
        + "Invalid connection fields: 'products'.")]
    [InlineData(
        "{ products { edges { node { title } } } }",
        "The 'node' field of a connection must select the 'id' field without an alias. Connection fields without 'id': 'products'.")]
    [InlineData(
        "{ products { edges { node { key: id } } } }",
        "The 'node' field of a connection must select the 'id' field without an alias. Connection fields without 'id': 'products'.")]
    [InlineData(
        "{ products { edges { node { id variants { edges { node { sku } } } } } } }",
        "The 'node' field of a connection must select the 'id' field without an alias. Connection fields without 'id': 'variants'.")]
    [InlineData(
        "mutation { bulkOperationCancel(id: \"gid://shopify/BulkOperation/1\") { userErrors { message } } }",
        "Invalid operation type. Only `query` operations are supported.")]
    [InlineData(
        "{ products { edges { node { id variants { edges { node { id inventoryItem { inventoryLevels { edges { node { id item { variants { "
        + "edges { node { id } } } } } } } } } } } } } } }",
        "Bulk queries cannot contain connections with a nesting depth greater than 2.")]
    [InlineData(
        "{ a: products { edges { node { id } } } b: products { edges { node { id } } } c: products { edges { node { id } } } d: "
        + "products { edges { node { id } } } e: products { edges { node { id } } } f: products { edges { node { id } } } }",
        "Bulk queries cannot contain more than 5 connections.")]
    [InlineData(
        "{ node(id: \"gid://shopify/Product/1\") { ... on Product { variants { edges { node { id } } } } } }",
        "Bulk queries cannot contain a top level `node` field.")]
    [InlineData(
        "{ nodes(ids: [\"gid://shopify/Product/1\"]) { ... on Product { variants { edges { node { id } } } } } }",
        "Bulk queries cannot contain a top level `nodes` field.")]
    public async Task A_query_that_bulk_operations_cannot_run_is_a_user_error(string query, string message)
    {
        await using var store = await TestStore.StartAsync();

        var payload = (await store.DataAsync(Run, new { query })).GetProperty("bulkOperationRunQuery");

        var error = Assert.Single(payload.GetProperty("userErrors").EnumerateArray());
        Assert.Equal(message, error.GetProperty("message").GetString());
        Assert.Equal("INVALID", error.GetProperty("code").GetString());
        Assert.Equal("query", error.TextAt("field", 0));
        Assert.Equal(JsonValueKind.Null, payload.GetProperty("bulkOperation").ValueKind);
        Assert.Equal(0, store.Simulator.Statistics.BulkOperationsStarted);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ products {")]
    [InlineData("{ products { edges { node { id colour } } } }")]
    [InlineData("query($id: ID!) { product(id: $id) { variants { edges { node { id } } } } }")]
    [InlineData("query A { products { edges { node { id } } } } query B { products { edges { node { id } } } }")]
    public async Task A_query_that_the_schema_or_the_grammar_refuses_is_a_user_error(string query)
    {
        await using var store = await TestStore.StartAsync();

        var error = (await store.DataAsync(Run, new { query })).At("bulkOperationRunQuery", "userErrors", 0);

        Assert.StartsWith("Invalid bulk query: ", error.GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("INVALID", error.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Five_run_at_once_and_the_sixth_is_refused()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        store.Simulator.Faults.BulkDuration = TimeSpan.FromMinutes(1);
        List<string> ids = [];
        for (var i = 0; i < 5; i++) ids.Add(await store.StartBulkAsync(QueryText.Of("Everything")));

        var error = (await store.DataAsync(Run, new { query = QueryText.Of("Everything") })).At("bulkOperationRunQuery", "userErrors", 0);

        Assert.Equal("OPERATION_IN_PROGRESS", error.GetProperty("code").GetString());
        Assert.Equal(
            $"A bulk query operation for this app and shop is already in progress: {ids[0]}.", error.GetProperty("message").GetString());
        Assert.Equal(5, store.Simulator.Statistics.BulkOperationsStarted);
    }

    [Fact]
    public async Task An_app_that_did_not_ask_for_bulk_queries_is_denied_them()
    {
        await using var store = await TestStore.StartAsync();
        store.Simulator.Faults.BulkAccessDenied = true;

        var answer = await store.AskAsync(Run, new { query = QueryText.Of("Everything") });

        Assert.Equal("ACCESS_DENIED", answer.TextAt("errors", 0, "extensions", "code"));
        Assert.Equal(JsonValueKind.Null, answer.At("data", "bulkOperationRunQuery").ValueKind);
    }

    [Fact]
    public async Task Operations_are_listed_the_newest_first_with_the_text_of_their_query()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        const string OfProducts = "{ products(first: 1) { edges { node { id } } } }";
        var first = await store.RunBulkAsync(OfProducts);
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await store.RunBulkAsync(QueryText.Of("Everything"));

        var data = await store.DataAsync(
            "{ bulkOperations(first: 5, sortKey: CREATED_AT, reverse: true) { nodes { id query createdAt } } currentBulkOperation { id } "
            + "}");

        var nodes = data.At("bulkOperations", "nodes");
        Assert.Equal(
            [(Id(second), QueryText.Of("Everything"), "2026-11-23T08:01:00Z"), (Id(first), OfProducts, "2026-11-23T08:00:00Z")],
            nodes.EnumerateArray()
                .Select(node => (Id(node), node.GetProperty("query").GetString(), node.GetProperty("createdAt").GetString())));
        Assert.Equal(Id(second), Id(data.GetProperty("currentBulkOperation")));
    }

    [Fact]
    public async Task An_operation_that_is_canceled_ends_without_a_result_and_one_that_has_ended_cannot_be()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        store.Simulator.Faults.BulkDuration = TimeSpan.FromMinutes(2);
        var id = await store.StartBulkAsync(QueryText.Of("Everything"));
        await Eventually.True(
            async () => (await store.BulkAsync(id)).GetProperty("objectCount").GetString() == "5", "the first page is written");

        var canceling = await CancelAsync(id);
        await EndAsync(store, id);
        var canceled = await CancelAsync(id);
        var unknown = await CancelAsync("gid://shopify/BulkOperation/1");

        Assert.Equal("CANCELING", canceling.TextAt("bulkOperation", "status"));
        var operation = await store.BulkAsync(id);
        Assert.Equal("CANCELED", operation.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, operation.GetProperty("url").ValueKind);
        Assert.Equal("A bulk operation cannot be canceled when it is canceled", canceled.TextAt("userErrors", 0, "message"));
        Assert.Equal("Bulk operation does not exist", unknown.TextAt("userErrors", 0, "message"));

        async Task<JsonElement> CancelAsync(string which) =>
            (await store.DataAsync(
                "mutation($id: ID!) { bulkOperationCancel(id: $id) { bulkOperation { status } userErrors { field message } } }",
                new { id = which }))
                .GetProperty("bulkOperationCancel");
    }

    /// <summary>Lets the time pass that the operation takes.</summary>
    private static async Task EndAsync(TestStore store, string id)
    {
        for (var half = 0; half < 2; half++) await store.Clock.PassAsync(store.Simulator.Faults.BulkDuration / 2);
        Assert.Equal("CANCELED", (await store.EndOfBulkAsync(id)).GetProperty("status").GetString());
    }

    private static string Id(JsonElement operation) => operation.GetProperty("id").GetString()!;
}
