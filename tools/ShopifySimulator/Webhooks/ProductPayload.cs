using System.Globalization;
using System.Text.Json.Nodes;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>
/// A product with a snapshot of its variants: the first 100 with bodies, all of them by their ids.
/// https://shopify.dev/docs/api/admin/migrate/new-product-model/api-updates#webhook-updates
/// </summary>
internal static class ProductPayload
{
    /// <summary>Variants that come with a body.</summary>
    private const int VariantsWithBody = 100;

    /// <summary>A product has at most so many options.</summary>
    private const int MaxOptions = 3;

    private const string OptionSeparator = " / ";

    public static JsonObject Of(ShopView shop, Product product, TimeSpan offset)
    {
        Variant[] variants = [.. product.VariantIds.Select(id => shop.Variant(id)!)];
        return new JsonObject
        {
            ["admin_graphql_api_id"] = $"gid://shopify/Product/{product.Id}",
            ["body_html"] = $"<p>{product.Title}</p>",
            ["created_at"] = Payload.TimeText(product.CreatedAt, offset),
            ["handle"] = HandleOf(product.Title),
            ["id"] = product.Id,
            ["product_type"] = "",
            ["published_at"] = product.Status == "ACTIVE" ? Payload.TimeText(product.CreatedAt, offset) : null,
            ["template_suffix"] = null,
            ["title"] = product.Title,
            ["updated_at"] = Payload.TimeText(product.UpdatedAt, offset),
            ["vendor"] = "Simulated Goods",
            ["status"] = product.Status.ToLowerInvariant(),
            ["published_scope"] = "global",
            ["tags"] = "simulated, webhooks",
            ["variants"] = new JsonArray(
                [.. variants.Take(VariantsWithBody).Select((variant, index) => Of(shop, variant, index + 1, offset))]),
            ["options"] = OptionsOf(product, variants),
            ["images"] = new JsonArray(),
            ["image"] = null,
            ["media"] = new JsonArray(),
            ["variant_gids"] = new JsonArray([.. variants.Select(GidOf)]),
            ["has_variants_that_requires_components"] = false,
            ["category"] = null,
        };
    }

    private static JsonObject Of(ShopView shop, Variant variant, int position, TimeSpan offset)
    {
        var item = shop.Item(variant.InventoryItemId)!;
        var available = item.LocationIds.Sum(locationId => shop.Level(item.Id, locationId)!.Available);
        var options = variant.Title.Split(OptionSeparator, MaxOptions);
        return new JsonObject
        {
            ["admin_graphql_api_id"] = $"gid://shopify/ProductVariant/{variant.Id}",
            ["barcode"] = variant.Barcode,
            ["compare_at_price"] = null,
            ["created_at"] = Payload.TimeText(variant.CreatedAt, offset),
            ["id"] = variant.Id,
            ["inventory_policy"] = "deny",
            ["position"] = position,
            ["price"] = variant.Price.ToString("0.00", CultureInfo.InvariantCulture),
            ["product_id"] = variant.ProductId,
            ["sku"] = variant.Sku,
            ["taxable"] = true,
            ["title"] = variant.Title,
            ["updated_at"] = Payload.TimeText(variant.UpdatedAt, offset),
            ["option1"] = options.ElementAtOrDefault(0),
            ["option2"] = options.ElementAtOrDefault(1),
            ["option3"] = options.ElementAtOrDefault(2),
            ["image_id"] = null,
            ["inventory_item_id"] = variant.InventoryItemId,
            ["inventory_quantity"] = available,
            ["old_inventory_quantity"] = available,
        };
    }

    /// <summary>Unlike every other time of a payload this one is in UTC and has milliseconds.</summary>
    private static JsonObject GidOf(Variant variant) => new()
    {
        ["admin_graphql_api_id"] = $"gid://shopify/ProductVariant/{variant.Id}",
        ["updated_at"] = variant.UpdatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
    };

    private static JsonArray OptionsOf(Product product, Variant[] variants)
    {
        string[][] titles = [.. variants.Select(variant => variant.Title.Split(OptionSeparator, MaxOptions))];
        var count = titles.Length == 0 ? 0 : titles.Max(options => options.Length);
        return new JsonArray([.. Enumerable.Range(0, count).Select(index => new JsonObject
        {
            ["name"] = count == 1 ? "Title" : $"Option {index + 1}",
            ["id"] = product.Id + index,
            ["product_id"] = product.Id,
            ["position"] = index + 1,
            ["values"] = new JsonArray(
                [.. titles.Select(options => options.ElementAtOrDefault(index))
                    .Distinct(StringComparer.Ordinal)
                    .Select(value => JsonValue.Create(value))]),
        })]);
    }

    private static string HandleOf(string title) =>
        string.Join('-', title.ToLowerInvariant()
            .Split([.. title.ToLowerInvariant().Where(c => !char.IsAsciiLetterOrDigit(c))], StringSplitOptions.RemoveEmptyEntries));
}
