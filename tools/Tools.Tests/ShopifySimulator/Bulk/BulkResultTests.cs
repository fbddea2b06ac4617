using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;
using InventorySync.Shopify;
using InventorySync.Tests.Support;
using ShopifySimulator.Shop;

namespace Tools.Tests.ShopifySimulator.Bulk;

public sealed class BulkResultTests
{
    private static readonly string Everything = QueryText.Of("Everything");

    [Fact]
    public async Task A_line_is_the_node_as_it_was_selected_with_slashes_and_ampersands_escaped()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        var variant = store.Shop.Read(shop => shop.Variants.First());

        var lines = await store.LinesAsync(await store.RunBulkAsync(
            "{ productVariants { edges { node { id sku barcode product { title } inventoryItem { tracked } } } } }"));

        Assert.Equal(
            $$"""
            {"id":"gid:\/\/shopify\/ProductVariant\/{{variant.Id}}","sku":"S-0","barcode":null,
            "product":{"title":"Shirts \u0026 Co \/ 0"},"inventoryItem":{"tracked":true}
            }
            """.ReplaceLineEndings(""),
            lines[0]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public async Task A_level_names_the_variant_as_its_parent_and_not_the_item_that_it_hangs_from()
    {
        await using var store = await TestStore.StartAsync();
        var (first, _) = store.Fill(products: 1);
        var variant = store.Shop.Read(shop => shop.Variants.First());

        var lines = await store.LinesAsync(await store.RunBulkAsync(Everything));

        var level = Parsed(lines).Single(line => line.TryGetProperty("location", out var location)
            && location.GetProperty("id").GetString() == Gid.Of("Location", first.Id)
            && line.TextAt("item", "id") == Gid.Of("InventoryItem", variant.InventoryItemId));
        Assert.Equal(Gid.Of("ProductVariant", variant.Id), level.GetProperty("__parentId").GetString());
        Assert.Contains(
            $$$""","__parentId":"gid:\/\/shopify\/ProductVariant\/{{{variant.Id}}}"}""", string.Join('\n', lines),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Counts_and_size_are_those_of_the_file_as_text()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 700); // 1,400 variants: more than a page

        var operation = await store.RunBulkAsync(Everything);
        var lines = await store.LinesAsync(operation);

        Assert.Equal("3500", operation.GetProperty("objectCount").GetString());
        Assert.Equal("1400", operation.GetProperty("rootObjectCount").GetString());
        Assert.Equal(3500, lines.Length);
        Assert.Equal(
            lines.Sum(line => Encoding.UTF8.GetByteCount(line) + 1).ToString(CultureInfo.InvariantCulture),
            operation.GetProperty("fileSize").GetString());
        Assert.Equal("2026-11-23T08:00:00Z", operation.GetProperty("createdAt").GetString());
        Assert.Equal("2026-11-23T08:00:00Z", operation.GetProperty("completedAt").GetString());
        Assert.Equal(JsonValueKind.Null, operation.GetProperty("errorCode").ValueKind);
        Assert.Equal("QUERY", operation.GetProperty("type").GetString());
    }

    [Fact]
    public async Task Children_come_after_their_parent_but_not_next_to_it()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 400);
        JsonElement[] lines = Parsed(await store.LinesAsync(await store.RunBulkAsync(Everything)));
        HashSet<string> seen = [];
        for (var i = 0; i < lines.Length; i++)
        {
            if (ParentOf(lines[i]) is { } parent)
            {
                Assert.Contains(parent, seen);
                Assert.NotEqual(parent, lines[i - 1].GetProperty("id").GetString());
            }

            seen.Add(lines[i].GetProperty("id").GetString()!);
        }

        Assert.Equal(lines.Length, seen.Count);
    }

    [Fact]
    public async Task Grouped_objects_stand_behind_their_parent()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 50);

        var lines = Parsed(await store.LinesAsync(await store.RunBulkAsync(Everything, groupsObjects: true)));

        var parent = "";
        foreach (var line in lines)
        {
            if (ParentOf(line) is { } named) Assert.Equal(parent, named);
            else parent = line.GetProperty("id").GetString();
        }
    }

    [Fact]
    public async Task Connections_in_connections_in_connections_have_the_nearest_node_as_parent()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 3);
        const string Query = """
            {
              products { edges { node { ...P } } }
            }
            fragment P on Product {
              id
              variants { edges { node { id inventoryItem { inventoryLevels { edges { node { id location { name } } } } } } } }
            }
            """;

        var operation = await store.RunBulkAsync(Query);
        var lines = Parsed(await store.LinesAsync(operation));

        Assert.Equal(
            ["InventoryLevel of ProductVariant", "Product of none", "ProductVariant of Product"],
            lines.Select(Kinship).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        Assert.Equal(("3", "18"), (operation.GetProperty("rootObjectCount").GetString(), operation.GetProperty("objectCount").GetString()));

        static string Kinship(JsonElement line) =>
            $"{KindOf(line.GetProperty("id").GetString()!)} of {(ParentOf(line) is { } parent ? KindOf(parent) : "none")}";
    }

    [Fact]
    public async Task Pages_that_the_query_asks_for_are_ignored()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 2);

        const string Query = "{ productVariants(first: 1) { edges { node { id inventoryItem { inventoryLevels(first: "
            + "1) { edges { node { id } } } } } } } }";
        var lines = await store.LinesAsync(await store.RunBulkAsync(Query));

        Assert.Equal(4 + 6, lines.Length);
    }

    [Fact]
    public async Task One_products_variants_have_no_parent()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 2);
        var product = store.Shop.Read(shop => shop.Products.First());

        var lines = Parsed(await store.LinesAsync(
            await store.RunBulkAsync($$"""{ product(id: "{{Gid.Of("Product", product.Id)}}") { variants { edges { node { id } } } } }""")));

        Assert.Equal([null, null], lines.Select(ParentOf));
    }

    [Fact]
    public async Task Without_results_there_is_no_url()
    {
        await using var store = await TestStore.StartAsync();

        var operation = await store.RunBulkAsync(Everything);

        Assert.Equal("COMPLETED", operation.GetProperty("status").GetString());
        Assert.Equal(JsonValueKind.Null, operation.GetProperty("url").ValueKind);
        Assert.Equal(("0", "0"), (operation.GetProperty("objectCount").GetString(), operation.GetProperty("rootObjectCount").GetString()));
    }

    [Fact]
    public async Task The_read_moves_what_happens_between_two_pages_is_in_the_later_one()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 300);
        store.Simulator.Faults.BulkDuration = TimeSpan.FromMinutes(2);
        var id = await store.StartBulkAsync("{ productVariants { edges { node { id sku } } } }");
        await Eventually.True(
            async () => (await store.BulkAsync(id)).GetProperty("objectCount").GetString() == "500", "the first page is written");
        Assert.Equal("RUNNING", (await store.BulkAsync(id)).GetProperty("status").GetString());

        Variant[] variants = store.Shop.Read(shop => shop.Variants.ToArray());
        store.Shop.UpdateVariant(variants[0].Id, variant => variant with { Sku = "too late" });
        store.Shop.UpdateVariant(variants[^1].Id, variant => variant with { Sku = "in time" });
        var skus = Parsed(await store.LinesAsync(await EndAsync(store, id))).Select(line => line.GetProperty("sku").GetString()).ToList();

        Assert.Equal(600, skus.Count);
        Assert.Equal("S-0", skus[0]);
        Assert.Equal("in time", skus[^1]);
    }

    [Fact]
    public async Task Every_page_lags_behind_the_shop_as_the_replica_does()
    {
        await using var store = await TestStore.StartAsync();
        store.Fill(products: 1);
        store.Clock.Advance(TimeSpan.FromMinutes(5));
        store.Shop.UpdateVariant(store.Shop.Read(shop => shop.Variants.First().Id), variant => variant with { Sku = "new" });
        store.Simulator.Faults.ReplicaLag = TimeSpan.FromMinutes(1);

        var lagging = await store.LinesAsync(await store.RunBulkAsync("{ productVariants { edges { node { id sku } } } }"));
        store.Clock.Advance(TimeSpan.FromMinutes(1));
        var caughtUp = await store.LinesAsync(await store.RunBulkAsync("{ productVariants { edges { node { id sku } } } }"));

        Assert.Contains("S-0", lagging[0], StringComparison.Ordinal);
        Assert.Contains("new", caughtUp[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_list_whose_owner_is_deleted_between_two_pages_ends_the_operation()
    {
        await using var store = await TestStore.StartAsync();
        var location = store.Shop.AddLocation("Barn");
        var stock = new Dictionary<long, int> { [location.Id] = 1 };
        var product = store.Shop.AddProduct(
            "Many", [.. Enumerable.Range(0, 600).Select(i => new NewVariant($"V-{i}", $"{i}", 1m, Tracked: true, stock))]);
        store.Simulator.Faults.BulkDuration = TimeSpan.FromMinutes(2);
        var id = await store.StartBulkAsync(
            $$"""{ product(id: "{{Gid.Of("Product", product.Id)}}") { variants { edges { node { id } } } } }""");
        await Eventually.True(
            async () => (await store.BulkAsync(id)).GetProperty("objectCount").GetString() == "500", "the first page is written");

        store.Shop.DeleteProduct(product.Id);

        Assert.Equal("500", (await EndAsync(store, id)).GetProperty("objectCount").GetString());
    }

    [Fact]
    public async Task Whatever_the_shop_holds_its_lines_put_together_again_are_the_shop()
    {
        var variant = Gen.Select(Gen.Int[-3, 500], Gen.Int[0, 2], Gen.Bool, Gen.String[Gen.Char["ab/&\"\\ü<\n"], 0, 4]);
        await variant.Array[1, 3].Array[0, 40].SampleAsync(
            async products =>
            {
                await using var store = await TestStore.StartAsync();
                Location[] locations = [store.Shop.AddLocation("Barn"), store.Shop.AddLocation("Attic")];
                foreach (var variants in products)
                {
                    store.Shop.AddProduct(
                        $"P {variants[0].Item4}",
                        [.. variants.Select(made => new NewVariant(
                            made.Item4, "T", 1m, made.Item3,
                            locations.Take(made.Item2).ToDictionary(location => location.Id, _ => made.Item1)))]);
                }

                var operation = await store.RunBulkAsync(Everything);
                JsonElement[] lines = products.Length == 0 ? [] : Parsed(await store.LinesAsync(operation));

                var expected = store.Shop.Read(shop => shop.Variants
                    .SelectMany(known => (string[])
                    [
                        $"{Gid.Of("ProductVariant", known.Id)} {known.Sku} {shop.Product(known.ProductId)!.Title} "
                        + $"{shop.Item(known.InventoryItemId)!.Tracked}",
                        .. shop.Item(known.InventoryItemId)!.LocationIds.Select(id =>
                            $"{Gid.Of("ProductVariant", known.Id)} {Gid.Of("Location", id)} "
                                + $"{shop.Level(known.InventoryItemId, id)!.Available}"),
                    ])
                    .Order(StringComparer.Ordinal).ToArray());
                Assert.Equal(expected, lines.Select(Text).Order(StringComparer.Ordinal));
            },
            iter: 20);

        static string Text(JsonElement line) => ParentOf(line) is { } parent
            ? $"{parent} {line.TextAt("location", "id")} {line.At("quantities", 0, "quantity").GetInt32()}"
            : $"{line.GetProperty("id").GetString()} {line.GetProperty("sku").GetString()} {line.TextAt("product", "title")} "
                + $"{line.At("inventoryItem", "tracked").GetBoolean()}";
    }

    /// <summary>Lets the time pass that the operation takes.</summary>
    private static async Task<JsonElement> EndAsync(TestStore store, string id)
    {
        for (var half = 0; half < 2; half++) await store.Clock.PassAsync(store.Simulator.Faults.BulkDuration / 2);
        var operation = await store.EndOfBulkAsync(id);
        Assert.Equal("COMPLETED", operation.GetProperty("status").GetString());
        return operation;
    }

    private static JsonElement[] Parsed(string[] lines) => [.. lines.Select(line => JsonDocument.Parse(line).RootElement.Clone())];

    private static string? ParentOf(JsonElement line) => line.TryGetProperty("__parentId", out var parent) ? parent.GetString() : null;

    private static string KindOf(string gid) => gid.Split('/')[3];
}
