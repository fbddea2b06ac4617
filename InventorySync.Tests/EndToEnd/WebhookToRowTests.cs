using System.Net;
using System.Security.Cryptography;
using System.Text;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.EndToEnd;

/// <summary>What is posted to the endpoints, and what becomes of it: the answer, and the row behind the queue.</summary>
public sealed class WebhookToRowTests(ListeningApp app) : IClassFixture<ListeningApp>
{
    private const string Inventory = "inventory-update";
    private const string Product = "product-update";
    private const int MaxBytes = 8 * 1024 * 1024;

    [Theory]
    [InlineData(
        "inventory_levels/update", Inventory,
        "SELECT LocationId, Available FROM InventoryLevel WHERE InventoryItemId = 48513488879793",
        "75596366001|0")]
    [InlineData(
        "inventory_levels/connect", Inventory,
        "SELECT LocationId, Available, IsConnected FROM InventoryLevel WHERE InventoryItemId = 48513488879794",
        "75596366001|null|1")]
    [InlineData(
        "inventory_levels/disconnect", Inventory,
        "SELECT LocationId, Available, IsConnected FROM InventoryLevel WHERE InventoryItemId = 271878346596884015",
        "24826418|null|0")]
    [InlineData(
        "inventory_items/create", Inventory,
        "SELECT Tracked, IsDeleted FROM InventoryItem WHERE InventoryItemId = 271878346596884016",
        "1|0")]
    [InlineData(
        "inventory_items/update", Inventory,
        "SELECT Tracked, IsDeleted FROM InventoryItem WHERE InventoryItemId = 271878346596884017",
        "0|0")]
    [InlineData(
        "inventory_items/delete", Inventory,
        "SELECT Tracked, IsDeleted FROM InventoryItem WHERE InventoryItemId = 271878346596884018",
        "null|1")]
    [InlineData(
        "locations/activate", Inventory,
        "SELECT Name, IsActive, IsDeleted FROM Location WHERE LocationId = 866550311766439020",
        "Example Shop|1|0")]
    [InlineData(
        "locations/deactivate", Inventory,
        "SELECT Name, IsActive, IsDeleted FROM Location WHERE LocationId = 866550311766439021",
        "Example Shop|0|0")]
    [InlineData(
        "locations/delete", Inventory, "SELECT Name, IsActive, IsDeleted FROM Location WHERE LocationId = 866550311766439022", "|0|1")]
    [InlineData(
        "products/create", Product,
        "SELECT ProductTitle, ProductStatus, InventoryItemId, Sku, Price FROM SkuLive WHERE VariantId = 642667041472713922",
        "Example T-Shirt|ACTIVE|271878346596884019|example-shirt-s|19.99")]
    [InlineData(
        "products/update", Product,
        "SELECT ProductTitle, ProductStatus, InventoryItemId, Sku, Barcode FROM SkuLive WHERE VariantId = 757650484644203962",
        "Example T-Shirt|ARCHIVED|271878346596884020|null|4006381333931")]
    [InlineData("products/delete", Product, "SELECT Title, IsDeleted FROM Product WHERE ProductId = 788032119674292924", "null|1")]
    public async Task A_recorded_payload_becomes_its_row(string topic, string endpoint, string sql, string row)
    {
        // As Shopify has sent or documented it, with the ids made different where several speak of one record.
        var answer = await app.PostAsync(topic, endpoint, Encoding.UTF8.GetBytes(Payload.Read($"recorded/{topic}")));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await app.RowsAsync(sql, row);
    }

    [Theory]
    [InlineData(Inventory)]
    [InlineData(Product)]
    public async Task What_is_not_signed_with_the_secret_is_answered_401_and_goes_nowhere(string endpoint)
    {
        var body = Encoding.UTF8.GetBytes(Level(itemId: 9001));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            (await app.PostAsync("inventory_levels/update", endpoint, body, headers => headers["x-shopify-hmac-sha256"] =
                Convert.ToBase64String(new byte[32]))).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostAsync(
            "inventory_levels/update", endpoint, body, headers => headers.Remove("x-shopify-hmac-sha256"))).StatusCode);
        await NothingOfAsync(itemId: 9001);
    }

    [Theory]
    [InlineData(Inventory, "GET")]
    [InlineData(Product, "GET")]
    [InlineData(Inventory, "PUT")]
    public async Task Another_method_is_answered_405_with_the_one_that_is_allowed(string endpoint, string method)
    {
        var answer = await app.SendAsync(new HttpMethod(method), endpoint);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["POST"], answer.Content.Headers.Allow);
    }

    [Theory]
    [InlineData("x-shopify-topic", "orders/create")]
    [InlineData("x-shopify-topic", null)]
    [InlineData("x-shopify-shop-domain", "another.myshopify.com")]
    [InlineData("x-shopify-test", "true")]
    public async Task What_is_signed_but_not_for_this_app_is_answered_200_and_goes_nowhere(string header, string? value)
    {
        var answer = await app.PostAsync(
            "inventory_levels/update", Inventory, Encoding.UTF8.GetBytes(Level(itemId: 9002)), headers => headers[header] = value);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await NothingOfAsync(itemId: 9002);
    }

    [Theory]
    [InlineData(Inventory, "inventory_levels/update", "not JSON at all")]
    [InlineData(Inventory, "inventory_levels/update", """{"inventory_item_id":9003,"location_id":1}""")]
    [InlineData(Product, "products/update", "[]")]
    public async Task A_signed_body_that_cannot_be_read_is_answered_200_and_recorded(string endpoint, string topic, string text)
    {
        var body = Encoding.UTF8.GetBytes(text);
        var answer = await app.PostAsync(topic, endpoint, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(body));
        await app.RowsAsync(
            $"SELECT Topic, BodyLength, CAST(BodyHead AS TEXT) FROM FailedChange WHERE BodySha256 = '{sha256}'",
            $"{topic}|{body.Length}|{text}");
        await NothingOfAsync(itemId: 9003);
    }

    [Fact]
    public async Task A_signed_body_of_more_than_8_MiB_is_answered_200_and_recorded_by_its_beginning()
    {
        var body = Encoding.UTF8.GetBytes(Level(itemId: 9004).PadRight(MaxBytes + 1));
        var answer = await app.PostAsync("inventory_levels/update", Inventory, body);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await app.RowsAsync(
            "SELECT BodyLength, length(BodyHead), LookUpId FROM FailedChange "
            + $"WHERE BodySha256 = '{Convert.ToHexStringLower(SHA256.HashData(body))}'",
            $"{MaxBytes + 1}|16384|9004");

        Assert.Equal(HttpStatusCode.Unauthorized, (await app.PostAsync(
            "inventory_levels/update", Inventory, body, headers => headers["x-shopify-hmac-sha256"] = "AAAA")).StatusCode);
    }

    [Fact]
    public async Task A_body_of_8_MiB_is_read()
    {
        var answer = await app.PostAsync(
            "inventory_levels/update", Inventory, Encoding.UTF8.GetBytes(Level(itemId: 9005).PadRight(MaxBytes)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await app.RowsAsync("SELECT Available FROM InventoryLevel WHERE InventoryItemId = 9005", "4");
    }

    [Fact]
    public async Task A_queue_that_is_down_is_answered_500_so_that_Shopify_delivers_again()
    {
        var body = Encoding.UTF8.GetBytes(Level(itemId: 9006));
        await app.ExecuteInQueuesAsync("ALTER TABLE QueueMessage RENAME TO Elsewhere");
        try
        {
            Assert.Equal(HttpStatusCode.InternalServerError, (await app.PostAsync("inventory_levels/update", Inventory, body)).StatusCode);
        }
        finally
        {
            await app.ExecuteInQueuesAsync("ALTER TABLE Elsewhere RENAME TO QueueMessage");
        }

        await NothingOfAsync(itemId: 9006);
        Assert.Equal(HttpStatusCode.OK, (await app.PostAsync("inventory_levels/update", Inventory, body)).StatusCode);
        await app.RowsAsync("SELECT Available FROM InventoryLevel WHERE InventoryItemId = 9006", "4");
    }

    private static string Level(long itemId) =>
        $$"""{"inventory_item_id":{{itemId}},"location_id":1,"available":4,"updated_at":"2026-03-16T15:35:06+07:00"}""";

    private async Task NothingOfAsync(long itemId)
    {
        await app.HandleAsync();
        Assert.Empty(await app.QueryAsync($"SELECT 1 FROM InventoryLevel WHERE InventoryItemId = {itemId}"));
    }
}
