using System.Text.Json;
using InventorySync.Shopify;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Api;

public sealed class ApiQueryTests
{
    [Fact]
    public async Task Every_query_of_the_app_is_answered_without_an_error_and_below_the_limit_of_one_query()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 15);
        var item = store.Shop.Read(shop => shop.Items.First());
        string[] ids = [.. store.Shop.Read(shop => shop.Items.Take(20).Select(known => Gid.Of("InventoryItem", known.Id)).ToArray())];
        string[] productIds = [.. store.Shop.Read(shop => shop.Products.Take(3).Select(known => Gid.Of("Product", known.Id)).ToArray())];
        var cursor = await CursorOfLevelAsync(store, item);
        var operation = (await store.DataAsync(QueryText.Of("RunBulkQuery"), new { query = QueryText.Of("Everything") }))
            .TextAt("bulkOperationRunQuery", "bulkOperation", "id");
        var subscription = (await store.DataAsync(
            QueryText.Of("CreateSubscription"), new { topic = "INVENTORY_LEVELS_UPDATE", uri = "https://app.example/webhooks" }))
            .TextAt("webhookSubscriptionCreate", "webhookSubscription", "id");
        var itemId = Gid.Of("InventoryItem", item.Id);

        foreach (var (name, variables) in new (string, object?)[]
        {
            ("ReadBulkOperation", new { id = operation }),
            ("ReadInventoryItems", new { ids }),
            ("ReadLocations", null),
            ("ReadMoreLevels", new { id = itemId, after = cursor }),
            ("ReadMoreVariants", new { id = itemId, after = cursor }),
            ("ReadProducts", new { ids = productIds }),
            ("ReadMoreProductVariants", new { id = productIds[0], after = cursor }),
            ("ReadNewestBulkOperations", null),
            ("ReadSubscriptions", null),
            ("MoveSubscription", new { id = subscription, uri = "https://app.example/elsewhere" }),
            ("DeleteSubscription", new { id = subscription }),
        })
        {
            var answer = await store.AskAsync(QueryText.Of(name), variables);

            Assert.False(answer.TryGetProperty("errors", out var errors), $"{name}: {errors}");
            Assert.All(answer.GetProperty("data").EnumerateObject(), field => Assert.NotEqual(JsonValueKind.Null, field.Value.ValueKind));
            Assert.InRange(answer.At("extensions", "cost", "requestedQueryCost").GetInt32(), 1, 999);
            store.Clock.Advance(TimeSpan.FromSeconds(20)); // a full bucket for each
        }
    }

    [Theory]
    [InlineData("{ shop { colour } }", "undefinedField")]
    [InlineData("{ productVariants(first: 1, colour: 2) { nodes { id } } }", "argumentNotAccepted")]
    [InlineData("{ productVariants(first: \"one\") { nodes { id } } }", "argumentLiteralsIncompatible")]
    [InlineData("{ productVariant { id } }", "missingRequiredArguments")]
    [InlineData("{ shop }", "selectionMismatch")]
    [InlineData("query($x: Int) { shop { name } }", "variableNotUsed")]
    [InlineData("query($x: String!) { productVariants(first: $x) { nodes { id } } }", "variableMismatch")]
    [InlineData("{ nodes(ids: []) { ... on Nothing { id } } }", "undefinedType")]
    [InlineData(
        "mutation { webhookSubscriptionCreate(topic: NO_SUCH, webhookSubscription: {}) { userErrors { message } } }",
        "argumentLiteralsIncompatible")]
    public async Task What_the_schema_does_not_have_is_refused_as_a_whole_under_Shopifys_code(string query, string code)
    {
        await using var store = await TestStore.StartAsync();

        var answer = await store.AskAsync(query, new { x = "1" });

        Assert.Equal(code, answer.TextAt("errors", 0, "extensions", "code"));
        Assert.False(answer.TryGetProperty("data", out _));
    }

    [Fact]
    public async Task A_text_that_is_no_query_is_an_error_with_its_place()
    {
        await using var store = await TestStore.StartAsync();

        var answer = await store.AskAsync("{ shop {");

        Assert.True(answer.At("errors", 0, "locations", 0, "line").GetInt32() > 0);
    }

    [Fact]
    public async Task Nodes_come_in_the_order_of_their_ids_with_null_for_what_is_not_there()
    {
        await using var store = await TestStore.StartAsync();
        var (first, _) = store.Fill(products: 1);
        var variant = store.Shop.Read(shop => shop.Variants.First());
        var level = store.Shop.Read(shop => shop.Level(variant.InventoryItemId, first.Id)!);
        string[] ids =
        [
            Gid.Of("ProductVariant", variant.Id),
            Gid.Of("InventoryItem", 1),
            Gid.Of("Product", variant.ProductId),
            $"{Gid.Of("InventoryLevel", level.Id)}?inventory_item_id={variant.InventoryItemId}",
            Gid.Of("Location", first.Id),
            Gid.Of("Order", 1),
        ];

        var nodes = (await store.DataAsync("query($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }", new { ids })).GetProperty("nodes");

        Assert.Equal(
            ["ProductVariant", null, "Product", "InventoryLevel", "Location", null],
            nodes.EnumerateArray().Select(node => TextOf(node, "__typename")));
        Assert.Equal([ids[0], null, ids[2], ids[3], ids[4], null], nodes.EnumerateArray().Select(node => TextOf(node, "id")));
    }

    [Fact]
    public async Task Numbers_prices_and_times_travel_as_Shopify_writes_them()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);

        var variant = (await store.DataAsync(
            "{ productVariants(first: 1) { nodes { price legacyResourceId updatedAt inventoryQuantity displayName position } } }"))
            .At("productVariants", "nodes", 0);

        Assert.Equal("19.50", variant.GetProperty("price").GetString());
        Assert.Equal(JsonValueKind.String, variant.GetProperty("legacyResourceId").ValueKind);
        Assert.Equal("2026-11-23T08:00:00Z", variant.GetProperty("updatedAt").GetString());
        Assert.Equal(1, variant.GetProperty("inventoryQuantity").GetInt32());
        Assert.Equal("Shirts & Co / 0 - Small", variant.GetProperty("displayName").GetString());
        Assert.Equal(1, variant.GetProperty("position").GetInt32());
    }

    [Fact]
    public async Task Quantities_come_in_the_order_asked_for_and_an_unknown_one_is_an_error()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 3);
        const string Query = """
            query($names: [String!]!) {
              inventoryItems(last: 1) { nodes { inventoryLevels(first: 1) { nodes { quantities(names: $names) { name quantity } } } } }
            }
            """;

        var quantities = (await store.DataAsync(Query, new { names = (string[])["on_hand", "available", "reserved"] })).At(
            "inventoryItems", "nodes", 0)
            .At("inventoryLevels", "nodes", 0, "quantities");
        var refused = await store.AskAsync(Query, new { names = (string[])["colour"] });

        Assert.Equal(
            ["on_hand 2", "available 2", "reserved 0"],
            quantities.EnumerateArray().Select(quantity => $"{quantity.GetProperty("name")} {quantity.GetProperty("quantity")}"));
        Assert.Equal("INVALID", refused.TextAt("errors", 0, "extensions", "code"));
    }

    [Fact]
    public async Task An_id_of_another_type_is_an_error_and_one_that_nothing_has_is_null()
    {
        await using var store = await TestStore.StartAsync();

        var ofOther = await store.AskAsync("{ product(id: \"gid://shopify/ProductVariant/1\") { id } }");
        var ofNothing = await store.DataAsync("{ product(id: \"gid://shopify/Product/1\") { id } }");
        var ofNoKind = await store.AskAsync("{ product(id: \"1\") { id } }");

        Assert.Equal("RESOURCE_NOT_FOUND", ofOther.TextAt("errors", 0, "extensions", "code"));
        Assert.Equal(JsonValueKind.Null, ofNothing.GetProperty("product").ValueKind);
        Assert.Equal("Invalid global id '1'", ofNoKind.TextAt("errors", 0, "message"));
    }

    [Fact]
    public async Task Locations_come_by_name_and_inactive_ones_only_when_asked_for()
    {
        await using var store = await TestStore.StartAsync();
        var (barn, _) = store.Fill(products: 0);
        store.Shop.AddLocation("Cellar");
        store.Shop.SetLocationActive(barn.Id, isActive: false);

        var active = await store.DataAsync("{ locations(first: 5) { nodes { name } } location { name } }");
        var all = await store.DataAsync("{ locations(first: 5, includeInactive: true) { nodes { name isActive } } }");

        Assert.Equal(["Attic", "Cellar"], active.At("locations", "nodes").EnumerateArray().Select(node => TextOf(node, "name")));
        Assert.Equal("Attic", active.TextAt("location", "name"));
        Assert.Equal(
            ["Attic True", "Barn False", "Cellar True"],
            all.At("locations", "nodes").EnumerateArray().Select(node => $"{TextOf(node, "name")} {node.GetProperty("isActive")}"));
    }

    [Fact]
    public async Task The_app_sees_its_scopes_the_shop_and_the_versions()
    {
        await using var store = await TestStore.StartAsync(apiVersions: ["2026-07", "2026-10"]);

        var data = await store.DataAsync("""
            {
              shop { myshopifyDomain name }
              currentAppInstallation { accessScopes { handle } }
              publicApiVersions { handle supported displayName }
            }
            """);

        Assert.Equal("test.myshopify.com", data.TextAt("shop", "myshopifyDomain"));
        Assert.Equal(
            ["read_inventory", "read_locations", "read_products"],
            data.At("currentAppInstallation", "accessScopes").EnumerateArray().Select(scope => TextOf(scope, "handle")));
        Assert.Equal(
            ["2026-07 True 2026-07", "2026-10 True 2026-10 (Latest)"],
            data.GetProperty("publicApiVersions").EnumerateArray()
                .Select(version => $"{TextOf(version, "handle")} {version.GetProperty("supported")} {TextOf(version, "displayName")}"));
    }

    [Fact]
    public async Task An_item_that_two_variants_share_lists_both()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        Variant[] variants = [.. store.Shop.Read(shop => shop.Variants.ToArray())];
        store.Shop.MoveToItem(variants[1].Id, variants[0].InventoryItemId);

        const string Query = "query($id: ID!) { inventoryItem(id: $id) { variants(first: 5) { nodes { id } } variant { id } } }";
        var item = (await store.DataAsync(Query, new { id = Gid.Of("InventoryItem", variants[0].InventoryItemId) }))
            .GetProperty("inventoryItem");

        Assert.Equal(
            variants.Select(variant => Gid.Of("ProductVariant", variant.Id)),
            item.At("variants", "nodes").EnumerateArray().Select(node => TextOf(node, "id")));
        Assert.Equal(Gid.Of("ProductVariant", variants[0].Id), item.TextAt("variant", "id"));
    }

    private static async Task<string?> CursorOfLevelAsync(TestStore store, InventoryItem item) =>
        (await store.DataAsync(
            "query($id: ID!) { inventoryItem(id: $id) { inventoryLevels(first: 1) { pageInfo { endCursor } } } }",
            new { id = Gid.Of("InventoryItem", item.Id) }))
            .TextAt("inventoryItem", "inventoryLevels", "pageInfo", "endCursor");

    private static string? TextOf(JsonElement node, string field) =>
        node.ValueKind == JsonValueKind.Null ? null : node.GetProperty(field).GetString();
}
