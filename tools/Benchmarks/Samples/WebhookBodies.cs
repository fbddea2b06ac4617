using System.Globalization;
using System.Text;
using InventorySync.Inventory;

namespace Benchmarks.Samples;

/// <summary>
/// Bodies as Shopify sends them: every field, the slashes escaped.
/// https://shopify.dev/docs/api/webhooks/latest?reference=toml#list-of-topics
/// </summary>
internal static class WebhookBodies
{
    private const long ProductId = 9_100_000_000_001;

    public static byte[] LevelUpdate(long itemId, long locationId, int available, UnixTime updatedAt) => Bytes(string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
        "inventory_item_id":{{itemId}},
        "location_id":{{locationId}},
        "available":{{available}},
        "updated_at":"{{updatedAt.ToDateTimeOffset():yyyy-MM-dd'T'HH:mm:ss'+00:00'}}",
        "admin_graphql_api_id":"gid:\/\/shopify\/InventoryLevel\/{{locationId}}?inventory_item_id={{itemId}}"
        }
        """));

    /// <summary>A products/update of 100 variants, each with its picture: some 200 KB.</summary>
    public static byte[] ProductUpdate()
    {
        var numbers = Enumerable.Range(0, 100).ToList();
        return Bytes(string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
            "admin_graphql_api_id":"gid:\/\/shopify\/Product\/{{ProductId}}",
            "body_html":"{{Description}}",
            "created_at":"2025-12-01T10:00:00-05:00",
            "handle":"aalto-linen-shirt",
            "id":{{ProductId}},
            "product_type":"Shirts",
            "published_at":"2025-12-01T10:00:00-05:00",
            "template_suffix":null,
            "title":"Aalto Linen Shirt",
            "updated_at":"2026-03-16T04:35:06-04:00",
            "vendor":"Aalto",
            "status":"active",
            "published_scope":"global",
            "tags":"linen, shirts, spring",
            "variants":[{{Join(Variant)}}],
            "options":[{"name":"Colour","id":1,"product_id":{{ProductId}},"position":1,"values":["Black","White","Navy"]}],
            "images":[{{Join(Image)}}],
            "image":{{Image(0)}},
            "media":[{{Join(Medium)}}],
            "variant_gids":[{{Join(Name)}}],
            "has_variants_that_requires_components":false,
            "category":null
            }
            """));

        string Join(Func<int, string> element) => string.Join(',', numbers.Select(element));
    }

    /// <summary>As it travels: in one line.</summary>
    private static byte[] Bytes(string body) => Encoding.UTF8.GetBytes(body.ReplaceLineEndings(""));

    private static string Description { get; } = string.Concat(Enumerable.Repeat(
        @"<p>Woven from long-stapled linen, washed twice, cut wide. Buttons of corozo nut; the hem is <em>rounded<\/em>.<\/p>\n", 80));

    private static string Variant(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
        "admin_graphql_api_id":"gid:\/\/shopify\/ProductVariant\/{{4_000_000_000_000 + number}}",
        "barcode":"40{{number:D11}}",
        "compare_at_price":"129.00",
        "created_at":"2025-12-01T10:00:00-05:00",
        "id":{{4_000_000_000_000 + number}},
        "inventory_policy":"deny",
        "position":{{number + 1}},
        "price":"99.00",
        "product_id":{{ProductId}},
        "sku":"AA-LINEN-{{number:D3}}",
        "taxable":true,
        "title":"Black \/ {{number}} \/ Long",
        "updated_at":"2026-03-16T04:35:06-04:00",
        "option1":"Black",
        "option2":"{{number}}",
        "option3":"Long",
        "image_id":{{5_000_000_000_000 + number}},
        "inventory_item_id":{{6_000_000_000_000 + number}},
        "inventory_quantity":{{number}},
        "old_inventory_quantity":{{number}},
        "grams":320,
        "weight":0.32,
        "weight_unit":"kg",
        "requires_shipping":true,
        "fulfillment_service":"manual",
        "inventory_management":"shopify"
        }
        """);

    private static string Image(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
        "id":{{5_000_000_000_000 + number}},
        "position":{{number + 1}},
        "product_id":{{ProductId}},
        "created_at":"2025-12-01T10:00:00-05:00",
        "updated_at":"2025-12-01T10:00:00-05:00",
        "alt":"Aalto Linen Shirt, black, size {{number}}, seen from the front",
        "width":2048,
        "height":2731,
        "src":"{{Picture(number)}}",
        "variant_ids":[{{4_000_000_000_000 + number}}],
        "admin_graphql_api_id":"gid:\/\/shopify\/ProductImage\/{{5_000_000_000_000 + number}}"
        }
        """);

    private static string Medium(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
        "id":{{7_000_000_000_000 + number}},
        "product_id":{{ProductId}},
        "position":{{number + 1}},
        "created_at":"2025-12-01T10:00:00-05:00",
        "updated_at":"2025-12-01T10:00:00-05:00",
        "alt":"Aalto Linen Shirt, black, size {{number}}, seen from the front",
        "status":"READY",
        "media_content_type":"IMAGE",
        "preview_image":{"width":2048,"height":2731,"src":"{{Picture(number)}}","status":"READY"},
        "variant_ids":[{{4_000_000_000_000 + number}}],
        "admin_graphql_api_id":"gid:\/\/shopify\/MediaImage\/{{7_000_000_000_000 + number}}"
        }
        """);

    private static string Picture(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $@"https:\/\/cdn.shopify.com\/s\/files\/1\/0601\/2345\/6789\/files\/aalto-linen-shirt-black-{number:D3}.jpg?v=1764601200");

    private static string Name(int number) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        {
        "admin_graphql_api_id":"gid:\/\/shopify\/ProductVariant\/{{4_000_000_000_000 + number}}",
        "updated_at":"2026-03-16T08:35:06.000Z"
        }
        """);
}
