using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Tests.Support;
using InventorySync.Webhooks;

namespace InventorySync.Tests.Webhooks;

public sealed class ProductWebhookTests : IDisposable
{
    private const string Create = "products/create";
    private const string Update = "products/update";
    private const string Delete = "products/delete";

    private static readonly string Body = Payload.Read("webhooks/product");

    private static readonly string VariantBody = JsonDocument.Parse(Body).RootElement.GetProperty("variants")[0].GetRawText();

    private readonly Deliveries _deliveries = new();

    [Theory]
    [InlineData(Create, ProductEvent.Create)]
    [InlineData(Update, ProductEvent.Update)]
    public async Task A_snapshot_becomes_a_message_with_what_the_tables_need(string topic, ProductEvent expected)
    {
        var product = await ReadAsync(topic, Body);

        Assert.Equal(
            (788032119674292922, expected, false, "Shirt", "ACTIVE"),
            (product.ProductId, product.Event, product.MustRead, product.Title, product.Status));
        Assert.Equal("2026-03-16T08:35:06.000000000Z", product.UpdatedAt.ToString());
        Assert.Equal(
            [new VariantMessage(757650484644203962, 49148385, null, null, "Small", 19.90m, Time("2026-01-01T00:00:00Z"))],
            product.Variants);
        Assert.Equal([new VariantStamp(757650484644203963, Time("2025-12-01T00:00:00Z"))], product.Others);
    }

    [Fact]
    public async Task A_delete_carries_the_id_and_nothing_else()
    {
        Assert.Equal(new ProductMessage(788032119674292922, ProductEvent.Delete), await ReadAsync(Delete, """{"id":788032119674292922}"""));
    }

    [Theory]
    [InlineData("null", null)]
    [InlineData("\"\"", "")]
    [InlineData("\"A-1\"", "A-1")]
    public async Task A_code_of_null_and_a_blank_one_are_values(string json, string? expected) => Assert.Equal(
        expected,
        (await ReadAsync(Update, Body.Replace("\"sku\":null", "\"sku\":" + json, StringComparison.Ordinal))).Variants!.Single().Sku);

    public static TheoryData<string, string, string> UnreadableBodies => new()
    {
        { Update, "", "not JSON" },
        { Update, "[]", "not a JSON object" },
        { Update, Body[..^1], "not JSON" },
        { Update, Body + "}", "not JSON" },
        { Update, """{"id":1}""", "title is missing" },
        { Create, """{"id":1}""", "title is missing" },
        { Delete, Body, "a delete carries the fields of an update" },
        { Delete, """{"id":1,"title":"Shirt"}""", "a delete carries the fields of an update" },
        { Delete, """{"id":1,"variant_gids":[]}""", "a delete carries the fields of an update" },
        { Delete, "{}", "id is missing" },
        { Update, Change("\"id\":788032119674292922,\"title\":\"Shirt\"", "\"title\":\"Shirt\""), "id is missing" },
        { Update, Change("\"status\":\"active\",", ""), "status is missing" },
        { Update, Change("\"status\":\"active\"", "\"status\":null"), "status is not a text" },
        { Update, Change("\"updated_at\":\"2026-03-16T15:35:06+07:00\",", ""), "updated_at is missing" },
        { Update, Change("\"title\":\"Shirt\"", "\"title\":\"Shirt\",\"title\":\"Coat\""), "title comes twice" },
        { Update, Change("\"title\":\"Shirt\"", "\"title\":\"\\ud800\""), "not JSON" },
        { Update, Change("\"variants\":[" + VariantBody + "]", "\"images2\":[]"), "variants is missing" },
        { Update, Change("\"variants\":[" + VariantBody + "]", "\"variants\":null"), "variants is not an array" },
        { Update, Change("\"variants\":[" + VariantBody + "]", "\"variants\":[1]"), "variant 1: it is not an object" },
        { Update, Change(VariantBody, VariantBody + "," + VariantBody), "comes twice" },
        { Update, Change("\"price\":\"19.90\"", "\"price\":19.90"), "variant 1: price is not a text" },
        { Update, Change("\"price\":\"19.90\"", "\"price\":\"cheap\""), "variant 1: price is not a decimal number" },
        { Update, Change("\"price\":\"19.90\",", ""), "variant 1: price is missing" },
        { Update, Change("\"sku\":null,", ""), "variant 1: sku is missing" },
        { Update, Change("\"sku\":null", "\"sku\":5"), "variant 1: sku is neither null nor a text" },
        { Update, Change("\"barcode\":null,", ""), "variant 1: barcode is missing" },
        { Update, Change("\"inventory_item_id\":49148385", "\"inventory_item_id\":null"), "variant 1: inventory_item_id is not" },
        { Update, Change("\"updated_at\":\"2025-12-31T19:00:00-05:00\"", "\"updated_at\":null"), "variant 1: updated_at is not a time" },
        {
            Update, Change("gid://shopify/ProductVariant/757650484644203963", "757650484644203963"),
            "variant_gids 2: admin_graphql_api_id is no id"
        },
        { Update, Change("757650484644203963", "757650484644203962"), "variant_gids 2: it comes twice" },
        {
            Update, """{"id":1,"title":"t","status":"active","updated_at":"2026-03-16T15:35:06Z","variants":[],"variant_gids":[]}""",
            "it lists no variant"
        },
    };

    [Theory]
    [MemberData(nameof(UnreadableBodies))]
    public async Task A_signed_body_without_its_topics_shape_is_answered_2xx_and_recorded_with_its_fault(
        string topic, string body, string fault)
    {
        var answer = await _deliveries.DeliverAsync(topic, body);

        Assert.Equal((WebhookOutcome.Rejected, HttpStatusCode.OK), (answer.Outcome, answer.StatusCode));
        Assert.Contains(fault, ChangeMessage.Parse(answer.Message).Rejected!.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(99, false)]
    [InlineData(100, true)]
    public async Task Without_the_list_of_all_variants_those_with_bodies_are_all_if_fewer_than_a_hundred(int bodies, bool mustRead)
    {
        var product = await ReadAsync(Update, Many(bodies, named: 0));

        Assert.Equal(mustRead, product.MustRead);
        if (!mustRead) Assert.Equal((bodies, 0), (product.Variants!.Count, product.Others!.Count));
    }

    [Fact]
    public async Task Variant_101_is_named_without_a_body()
    {
        var product = await ReadAsync(Update, Many(100, named: 101));

        Assert.Equal((100, 49_000_000_000_000 + (100 * 32_768)), (product.Variants!.Count, Assert.Single(product.Others!).VariantId));
    }

    [Fact]
    public async Task All_2048_variants_of_a_product_fit_into_one_message()
    {
        var answer = await _deliveries.DeliverAsync(Update, Many(100, named: 2_048));

        Assert.InRange(answer.Message!.Length, 20_000, ChangeMessage.MaxBytes);
        var product = ChangeMessage.Parse(answer.Message).Product!;
        Assert.Equal((false, 100, 1_948), (product.MustRead, product.Variants!.Count, product.Others!.Count));
    }

    [Fact]
    public async Task What_does_not_fit_into_a_message_becomes_a_product_that_must_be_read()
    {
        var answer = await _deliveries.DeliverAsync(Update, Many(100, named: 2_048, title: new string('ü', 255)));

        Assert.Equal(
            new ProductMessage(788032119674292922, ProductEvent.Update, MustRead: true), ChangeMessage.Parse(answer.Message).Product);
        Assert.InRange(answer.Message!.Length, 1, 2_000);
    }

    [Fact]
    public async Task A_body_of_3_MB_is_read_and_its_long_texts_are_passed_over()
    {
        var body = Encoding.UTF8.GetBytes(Change("<b>\\u00fc</b>", new string('x', 3 * 1024 * 1024)));
        await _deliveries.DeliverAsync(Update, body);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var message = ProductPayload.Read(body, ProductEvent.Update, out _);

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        Assert.Equal("Shirt", message!.Title);
    }

    [Fact]
    public async Task A_product_larger_than_8_MiB_is_recorded_with_the_id_that_its_start_gives()
    {
        var answer = await _deliveries.DeliverAsync(Update, Change("<b>\\u00fc</b>", new string('x', 9 * 1024 * 1024)));

        var rejected = ChangeMessage.Parse(answer.Message).Rejected!;
        Assert.Equal((788032119674292922, null), (rejected.ProductId, rejected.InventoryItemId));
    }

    [Theory]
    [InlineData(Update, """{"id":5,"title":1}""", 5L, null)]
    [InlineData(Delete, """{"title":{"id":6},"id":5}""", 5L, null)]
    [InlineData(Update, """{"id":5,"id":5}""", 5L, null)]
    [InlineData(Update, """{"id":5,"id":6}""", null, null)]
    [InlineData(Update, """{"id":"5"}""", null, null)]
    [InlineData(Update, """{"id":-5}""", null, null)]
    [InlineData(Update, """{"id":5""", null, null)] // may go on
    [InlineData(Update, """{"id":5,""", 5L, null)]
    [InlineData(Update, """{"id":5,"title":"\ud800","x""", 5L, null)]
    [InlineData(Update, "stock!", null, null)]
    [InlineData("inventory_items/update", """{"id":7,"tracked":1}""", null, 7L)]
    [InlineData("inventory_levels/update", """{"inventory_item_id":8,"location_id":9}""", null, 8L)]
    [InlineData("inventory_levels/update", """{"id":8,"location_id":9}""", null, null)]
    public async Task The_id_of_an_unreadable_body_is_salvaged_where_there_is_just_one(
        string topic, string body, long? productId, long? inventoryItemId)
    {
        var rejected = ChangeMessage.Parse((await _deliveries.DeliverAsync(topic, body)).Message).Rejected!;

        Assert.Equal((productId, inventoryItemId), (rejected.ProductId, rejected.InventoryItemId));
    }

    [Fact]
    public async Task A_test_delivery_of_a_product_is_counted_and_dropped()
    {
        using var webhooks = _deliveries.Collect("inventorysync.webhooks");

        var answer = await _deliveries.DeliverAsync(Update, Body, headers => headers["x-shopify-test"] = "true");

        Assert.Equal((WebhookOutcome.Test, null), (answer.Outcome, answer.Message));
        Assert.Equal(
            (Update, "Test"), ((string)webhooks.LastMeasurement!.Tags["topic"]!, (string)webhooks.LastMeasurement.Tags["outcome"]!));
    }

    public void Dispose() => _deliveries.Dispose();

    private static string Change(string old, string @new) => Body.Contains(old, StringComparison.Ordinal)
        ? Body.Replace(old, @new, StringComparison.Ordinal)
        : throw new ArgumentException($"The body has no {old}.", nameof(old));

    private static UnixTime Time(string text) =>
        UnixTime.TryParse(text, out var time) ? time : throw new ArgumentException(text, nameof(text));

    /// <summary>A product as Shopify numbers its variants, each sold at another time.</summary>
    private static string Many(int bodies, int named, string title = "Größe M / Schwarz")
    {
        var text = new StringBuilder(
            """{"id":788032119674292922,"title":"Shirt","status":"active","updated_at":"2026-03-16T15:35:06+07:00","variants":[""");
        for (var i = 0; i < bodies; i++)
        {
            if (i > 0) text.Append(',');
            text.Append(CultureInfo.InvariantCulture, $$"""
                {
                "id":{{Id(i)}},"title":"{{title}} {{i}}","sku":"SHIRT-GR-{{i}}","barcode":"4006381333931","price":"19.90",
                "updated_at":"2026-03-16T15:35:06+07:00","inventory_item_id":{{Id(i) + 7}}
                }
                """);
        }

        text.Append(']');
        if (named > 0)
            text.Append(",\"variant_gids\":[")
                .AppendJoin(',', Enumerable.Range(0, named)
                    .Select(i => $$"""{"admin_graphql_api_id":"gid://shopify/ProductVariant/{{Id(i)}}","updated_at":"{{Stamp(i)}}"}"""))
                .Append(']');
        return text.Append('}').ToString();

        static long Id(int i) => 49_000_000_000_000 + (i * 32_768L);
        static string Stamp(int i) => DateTimeOffset.UnixEpoch.AddSeconds(1_770_000_000 + (i * 7_919L % 3_000_000))
            .ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
    }

    private async Task<ProductMessage> ReadAsync(string topic, string body)
    {
        var answer = await _deliveries.DeliverAsync(topic, body);
        Assert.Equal(WebhookOutcome.Queued, answer.Outcome);
        var message = ChangeMessage.Parse(answer.Message);
        Assert.Equal(ChangeKinds.Product, message.Kind);
        return message.Product!;
    }
}
