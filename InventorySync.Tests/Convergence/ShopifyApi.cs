using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Tests.Shopify;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Convergence;

/// <summary>
/// What the model store answers through the Admin API: token, look-ups and locations, each record read from a replica that may lag; the
/// bulk operations are <see cref="BulkRuns"/>.
/// </summary>
internal sealed class ShopifyApi(History history)
{
    private readonly Dictionary<string, DateTimeOffset> _tokens = [];

    /// <summary>How far Shopify's clock is from the true time: the shop keeps its stamps by it.</summary>
    private DateTimeOffset Now => history.Scheduler.Now;

    public BulkRuns Bulk { get; } = new(history);

    public HttpResponseMessage Answer(Uri uri, string body, string? token, Dice dice, Instance instance)
    {
        if (uri.Host.StartsWith("storage", StringComparison.Ordinal)) return Bulk.Download(uri, dice, instance);
        if (uri.AbsolutePath.EndsWith("access_token", StringComparison.Ordinal)) return Grant(dice);
        if (token is null || !_tokens.TryGetValue(token, out var endsAt) || Now >= endsAt)
            return Json("""{"errors":"[API] Invalid API key or access token"}""", HttpStatusCode.Unauthorized);
        if (history.Plan.Fails && history.IsRough && dice.Chance(10))
        {
            return Json("""
                {
                  "errors":[{"message":"Throttled","extensions":{"code":"THROTTLED"}}],
                  "extensions":{
                    "cost":{
                      "requestedQueryCost":50,
                      "throttleStatus":{"maximumAvailable":1000.0,"currentlyAvailable":1,"restoreRate":50.0}
                    }
                  }
                }
                """);
        }

        using var request = JsonDocument.Parse(body);
        var query = request.RootElement.GetProperty("query").GetString()!;
        var variables = request.RootElement.TryGetProperty("variables", out var given) ? given : default;
        return Json($$"""{"data":{{Data(query, variables, dice)}}}""");
    }

    /// <summary>When a read sees: within the lag before it.</summary>
    public DateTimeOffset Instant(Dice dice) =>
        history.Plan.LongestLag > TimeSpan.Zero && dice.Chance(600) ? Now - dice.Between(0, history.Plan.LongestLag.TotalSeconds) : Now;

    public HttpResponseMessage Json(string text, HttpStatusCode status = HttpStatusCode.OK)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(text)) };
        response.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        response.Headers.Date = Now; // whole seconds, cut off
        return response;
    }

    private string Data(string query, JsonElement variables, Dice dice)
    {
        if (query.Contains("ReadInventoryItems(", StringComparison.Ordinal))
            return $$"""{"nodes":[{{Each(variables, id => Item(id, Instant(dice)))}}]}""";
        if (query.Contains("ReadProducts(", StringComparison.Ordinal))
            return $$"""{"nodes":[{{Each(variables, id => Product(id, Instant(dice)))}}]}""";
        if (query.Contains("ReadLocations(", StringComparison.Ordinal))
            return $$"""{"locations":{{NodePage.Of(Locations(Instant(dice)))}}}""";
        return Bulk.Data(query, variables, dice);
    }

    /// <summary>The locations whose levels of an item a read shows.</summary>
    public IEnumerable<long> Shown(ShopView shop, InventoryItem item) =>
        item.LocationIds.Where(location => history.Plan.ShowsInactive || shop.Location(location)!.IsActive);

    private HttpResponseMessage Grant(Dice dice)
    {
        var token = string.Create(CultureInfo.InvariantCulture, $"token-{_tokens.Count + 1}");
        var seconds = dice.Of<int>([2_400, 86_399]);
        // Some end long before what was said.
        _tokens.Add(token, Now.AddSeconds(history.Plan.Fails && dice.Chance(300) ? dice.Below(600) : seconds));
        return Json($$"""{"access_token":"{{token}}","scope":"read_inventory","expires_in":{{seconds}}}""");
    }

    private static string Each(JsonElement variables, Func<long, string?> node) => string.Join(
        ',', variables.GetProperty("ids")
            .EnumerateArray()
            .Select(gid => node(long.Parse(gid.GetString()!.Split('/')[^1], CultureInfo.InvariantCulture)) ?? "null"));

    private string? Item(long id, DateTimeOffset at) => history.Shop.ReadAt(
        shop => shop.Item(id) is not { } item ? null
            : $$"""
            {
              "id":"gid://shopify/InventoryItem/{{id}}","tracked":{{Text(item.Tracked)}},"updatedAt":"{{Text(item.UpdatedAt)}}",
              "inventoryLevels":{{NodePage.Of(Shown(shop, item).Select(location => Level(shop.Level(id, location)!)))}},
              "variants":{{NodePage.Of(item.VariantIds.Select(variant => Variant(shop, shop.Variant(variant)!)))}}
            }
            """,
        at);

    private string? Product(long id, DateTimeOffset at) => history.Shop.ReadAt(
        shop => shop.Product(id) is not { } product ? null
            : $$"""
            {
              "id":"gid://shopify/Product/{{id}}","title":"{{product.Title}}","status":"{{product.Status}}",
              "updatedAt":"{{Text(product.UpdatedAt)}}",
              "variants":{{NodePage.Of(product.VariantIds.Select(variant => VariantOfProduct(shop, shop.Variant(variant)!)))}}
            }
            """,
        at);

    private IReadOnlyList<string> Locations(DateTimeOffset at) => history.Shop.ReadAt<IReadOnlyList<string>>(
        shop => [.. shop.Locations.Select(location =>
            $$"""{"id":"gid://shopify/Location/{{location.Id}}","name":"{{location.Name}}","isActive":{{Text(location.IsActive)}}}""")],
        at);

    private static string Level(InventoryLevel level) => $$"""
        {
          "location":{"id":"gid://shopify/Location/{{level.LocationId}}"},"updatedAt":"{{Text(level.UpdatedAt)}}",
          "quantities":[{"name":"available","quantity":{{level.Available}}}]
        }
        """;

    private static string Variant(ShopView shop, Variant variant) =>
        $$"""{{{Details(variant)}},"product":{{ProductOf(shop.Product(variant.ProductId)!)}}}""";

    private static string VariantOfProduct(ShopView shop, Variant variant) =>
        $$"""{{{Details(variant)}},"inventoryItem":{{TrackedItem(shop.Item(variant.InventoryItemId)!)}}}""";

    public static string Details(Variant variant) => $"""
        "id":"gid://shopify/ProductVariant/{variant.Id}","sku":{Text(variant.Sku)},"barcode":{Text(variant.Barcode)},
        "title":"{variant.Title}","price":"{variant.Price.ToString("0.00", CultureInfo.InvariantCulture)}",
        "updatedAt":"{Text(variant.UpdatedAt)}"
        """;

    public static string ProductOf(Product product) => $$"""
        {
        "id":"gid://shopify/Product/{{product.Id}}","title":"{{product.Title}}","status":"{{product.Status}}",
        "updatedAt":"{{Text(product.UpdatedAt)}}"
        }
        """;

    private static string TrackedItem(InventoryItem item) =>
        $$"""{"id":"gid://shopify/InventoryItem/{{item.Id}}","tracked":{{Text(item.Tracked)}},"updatedAt":"{{Text(item.UpdatedAt)}}"}""";

    public static string Text(bool value) => value ? "true" : "false";

    public static string Text(string? value) => value is null ? "null" : $"\"{value}\"";

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static UnixTime Time(DateTimeOffset time) => UnixTime.From(time);
}
