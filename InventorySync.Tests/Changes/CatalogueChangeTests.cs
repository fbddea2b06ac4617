using System.Globalization;
using InventorySync.Changes;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Logging;

namespace InventorySync.Tests.Changes;

public sealed class CatalogueChangeTests : IAsyncLifetime
{
    private const string Update = "products/update";
    private AppUnderTest _app = null!;

    public async Task InitializeAsync()
    {
        _app = await AppUnderTest.StartAsync();
        _app.Shopify.Answer("ReadInventoryItems", variables => Nodes(AppUnderTest.Ids(variables).Select(Item)));
        _app.Shopify.Answer("ReadProducts", variables => Nodes(AppUnderTest.Ids(variables).Select(id => ProductNode(id, [id * 10]))));
    }

    public Task DisposeAsync() => _app.DisposeAsync().AsTask();

    [Fact]
    public async Task The_unknown_items_of_a_new_product_are_read_at_once_in_one_query()
    {
        await _app.DeliverAsync("products/create", Product(1, [10, 11, 12]));

        Assert.Equal([10L, 11L, 12L], AppUnderTest.Ids(Assert.Single(_app.Shopify.Sent).Variables));
        Assert.Equal(
            ["10|1|0", "11|1|0", "12|1|0"], await _app.QueryAsync("SELECT VariantId, Tracked, Available FROM SkuLive ORDER BY VariantId"));
        Assert.Empty(await _app.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    [Fact]
    public async Task A_product_that_was_only_sold_costs_no_call_and_is_one_line()
    {
        await _app.DeliverAsync(Update, Product(1, [10]));
        var (calls, lines) = (_app.Shopify.Sent.Count, _app.Log.GetSnapshot().Count);
        _app.Clock.Advance(TimeSpan.FromSeconds(5));

        await _app.DeliverAsync(Update, Product(1, [10], updatedAt: "2026-03-16T08:35:12Z"));

        Assert.Equal(calls, _app.Shopify.Sent.Count);
        var line = Assert.Single(_app.Log.GetSnapshot().Skip(lines), line => line.Level >= LogLevel.Information);
        Assert.Equal(ChangeEvents.ProductHandled, line.Id.Id);
        var fields = line.StructuredState!.ToDictionary(StringComparer.Ordinal);
        Assert.Equal(
            (Update, "1", "Applied", "Applied", "False", "0", "1", "", "0"),
            (
                fields["Topic"], fields["ProductId"], fields["Outcome"], fields["Presence"], fields["MustRead"], fields["VariantsChanged"],
                fields["VariantsListed"], fields["Skus"], fields["LookUps"]));
    }

    [Fact]
    public async Task An_items_message_is_one_line()
    {
        await _app.DeliverAsync(Update, Product(1, [10]));

        await _app.DeliverAsync("inventory_items/update", """{"id":10,"tracked":false,"updated_at":"2026-03-16T08:35:07Z"}""");

        var fields = Assert.Single(_app.Lines(ChangeEvents.ItemHandled)).StructuredState!.ToDictionary(StringComparer.Ordinal);
        Assert.Equal(
            ("inventory_items/update", "10", "S-10", "Applied", "Applied", "False", "0", null),
            (
                fields["Topic"], fields["InventoryItemId"], fields["Skus"], fields["Outcome"], fields["Presence"], fields["Tracked"],
                fields["OldAvailable"], fields["NewAvailable"]));
    }

    [Theory]
    [InlineData(101, 1)]
    [InlineData(2_048, 8)]
    public async Task A_product_that_must_be_read_is_read_in_pages(int variants, int morePages)
    {
        _app.Shopify.Answer("ReadProducts", _ => Nodes([ProductNode(1, Enumerable.Range(1, 50), next: "50")]));
        _app.Shopify.Answer("ReadMoreProductVariants", variables =>
        {
            var after = int.Parse(variables.GetProperty("after").GetString()!, CultureInfo.InvariantCulture);
            var upTo = Math.Min(after + 250, variants);
            var next = upTo < variants ? upTo.ToString(CultureInfo.InvariantCulture) : null;
            return $$"""{"product":{"variants":{{Page(Enumerable.Range(after + 1, upTo - after), next)}} } }""";
        });

        await _app.DeliverAsync(Update, Product(1, Enumerable.Range(1, 100), withNames: false));

        Assert.Equal(1 + morePages, _app.Shopify.Sent.Count);
        Assert.Equal([$"{variants}|{variants}"], await _app.QueryAsync("SELECT count(*), sum(Tracked) FROM SkuLive"));
    }

    [Fact]
    public async Task What_Shopify_did_not_answer_is_read_later_together()
    {
        _app.Shopify.Forget();
        await _app.DeliverAsync(Update, Product(1, [10]));
        await _app.DeliverAsync(Update, Product(2, [20]));
        await _app.DeliverAsync(Update, Product(3, Enumerable.Range(100, 100), withNames: false));
        await _app.DeliverAsync(Update, Product(4, Enumerable.Range(200, 100), withNames: false));
        var before = _app.Shopify.Sent.Count;
        await InitializeAnswersAsync();
        _app.Clock.Advance(TimeSpan.FromMinutes(5));

        await _app.LookUps.TryDueAsync(CancellationToken.None);

        Assert.Equal(
            [("ReadInventoryItems", "10,20"), ("ReadProducts", "3,4")],
            _app.Shopify.Sent.Skip(before).Select(call => (call.Operation, string.Join(',', AppUnderTest.Ids(call.Variables)))));
        Assert.Empty(await _app.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    [Fact]
    public async Task What_is_needed_while_a_look_up_is_under_way_goes_together_into_the_next_and_its_messages_do_not_wait()
    {
        var first = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _app.Shopify.Answer("ReadInventoryItems", async variables =>
        {
            await first.Task;
            return Nodes(AppUnderTest.Ids(variables).Select(Item));
        });
        var underWay = _app.DeliverAsync(Update, Product(1, [10]));
        await Eventually.True(() => _app.Shopify.Sent.Count == 1, "the first look-up is under way");

        await _app.DeliverAsync(Update, Product(2, [20]));
        await _app.DeliverAsync(Update, Product(3, [30]));
        first.SetResult();
        await underWay;

        Assert.Equal(["10", "20,30"], _app.Shopify.Sent.Select(call => string.Join(',', AppUnderTest.Ids(call.Variables))));
        Assert.Equal(["3"], await _app.QueryAsync("SELECT count(*) FROM SkuLive WHERE Tracked = 1"));
    }

    [Fact]
    public async Task What_could_not_be_read_is_looked_up_at_once_and_again_when_a_read_can_have_seen_it()
    {
        await _app.DeliverAsync(Update, """{"id":1,"title":7}""");

        Assert.Equal(["10"], await _app.QueryAsync("SELECT VariantId FROM SkuLive"));
        Assert.Equal(["rejected|title is not a text|0"], await _app.QueryAsync("SELECT Kind, Reason, RepairState FROM FailedChange"));
        await _app.LookUps.TryDueAsync(CancellationToken.None);
        Assert.Single(_app.Shopify.Sent);

        _app.Clock.Advance(TimeSpan.FromSeconds(122));
        await _app.LookUps.TryDueAsync(CancellationToken.None);

        Assert.Equal(2, _app.Shopify.Sent.Count);
        Assert.Equal(["1"], await _app.QueryAsync("SELECT RepairState FROM FailedChange"));
        Assert.Empty(await _app.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    private Task InitializeAnswersAsync()
    {
        _app.Shopify.Answer("ReadInventoryItems", variables => Nodes(AppUnderTest.Ids(variables).Select(Item)));
        _app.Shopify.Answer(
            "ReadProducts",
            variables => Nodes(AppUnderTest.Ids(variables).Select(id => ProductNode(id, Enumerable.Range((int)id * 1_000, 50)))));
        return Task.CompletedTask;
    }

    /// <summary>A webhook's body: variants whose items have their ids.</summary>
    private static string Product(long id, IEnumerable<int> variants, string updatedAt = "2026-03-16T08:35:07Z", bool withNames = true)
    {
        var ids = variants.ToArray();
        var bodies = ids.Select(v => $$"""
            {
              "id":{{v}},"inventory_item_id":{{v}},"sku":"S-{{v}}","barcode":null,"title":"Small","price":"19.90",
              "updated_at":"2026-03-16T08:00:00Z"
            }
            """);
        var gids = ids.Select(
            v => $$"""{"admin_graphql_api_id":"gid://shopify/ProductVariant/{{v}}","updated_at":"2026-03-16T08:00:00.000Z"}""");
        var names = withNames ? $",\"variant_gids\":[{string.Join(',', gids)}]" : "";
        return $$"""
            {
              "id":{{id}},"title":"Shirt","status":"active","updated_at":"{{updatedAt}}",
              "variants":[{{string.Join(',', bodies)}}]{{names}}
            }
            """;
    }

    private static string Nodes(IEnumerable<string> nodes) => $$"""{"nodes":[{{string.Join(',', nodes)}}]}""";

    private static string Item(long id)
    {
        var variant = $$"""
            {
              "id":"gid://shopify/ProductVariant/{{id}}","sku":"S-{{id}}","barcode":null,"title":"Small","price":"19.90",
              "updatedAt":"2026-03-16T08:00:00Z",
              "product":{"id":"gid://shopify/Product/{{id / 10}}","title":"Shirt","status":"ACTIVE","updatedAt":"2026-03-16T08:00:00Z"}
            }
            """;
        return $$"""
            {
              "id":"gid://shopify/InventoryItem/{{id}}","tracked":true,"updatedAt":"2026-03-16T08:00:00Z",
              "inventoryLevels":{{NodePage.Of([])}},
              "variants":{{NodePage.Of([variant])}}
            }
            """;
    }

    private static string ProductNode(long id, IEnumerable<long> variants, string? next = null) => $$"""
        {
          "id":"gid://shopify/Product/{{id}}","title":"Shirt","status":"ACTIVE","updatedAt":"2026-03-16T08:00:00Z",
          "variants":{{Page(variants, next)}}
        }
        """;

    private static string ProductNode(long id, IEnumerable<int> variants, string? next = null) =>
        ProductNode(id, variants.Select(variant => (long)variant), next);

    private static string Page(IEnumerable<int> variants, string? next) => Page(variants.Select(variant => (long)variant), next);

    private static string Page(IEnumerable<long> variants, string? next) => NodePage.Of(
        variants.Select(v => $$"""
            {
              "id":"gid://shopify/ProductVariant/{{v}}","sku":"S-{{v}}","barcode":null,"title":"Small","price":"19.90",
              "updatedAt":"2026-03-16T08:00:00Z",
              "inventoryItem":{"id":"gid://shopify/InventoryItem/{{v}}","tracked":true,"updatedAt":"2026-03-16T08:00:00Z"}
            }
            """),
        next);
}
