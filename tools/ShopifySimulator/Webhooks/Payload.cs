using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>
/// What a webhook says of a record, as the record is when this is asked for: at or after what triggered it.
/// https://shopify.dev/docs/api/webhooks/latest
/// </summary>
internal static class Payload
{
    /// <param name="topic">As the header has it.</param>
    /// <param name="id">Of the record; of a level its item's.</param>
    /// <param name="offset">The shop's: its times are written in it.</param>
    /// <returns>Null if the record is gone: then there is nothing to send.</returns>
    public static JsonObject? Of(ShopView shop, string topic, long id, long? locationId, TimeSpan offset) => topic switch
    {
        _ when Topics.IsOfDeletion(topic) => new JsonObject { ["id"] = id },
        "inventory_levels/disconnect" => new JsonObject { ["inventory_item_id"] = id, ["location_id"] = locationId },
        "inventory_levels/update" or "inventory_levels/connect" =>
            shop.Level(id, locationId!.Value) is { } level ? Of(level, offset) : null,
        "inventory_items/create" or "inventory_items/update" => shop.Item(id) is { } item ? Of(shop, item, offset) : null,
        "products/create" or "products/update" => shop.Product(id) is { } product ? ProductPayload.Of(shop, product, offset) : null,
        "locations/activate" or "locations/deactivate" => shop.Location(id) is { } location ? Of(location, offset) : null,
        "app/uninstalled" => OfShop(shop.Domain, id),
        _ => throw new ArgumentException($"There is no topic {topic}.", nameof(topic)),
    };

    /// <summary>
    /// The raw bytes, with every slash escaped as Shopify does it: a receiver must not compare what it has not unescaped.
    /// </summary>
    /// <param name="includeFields">A subscription's; empty means all.</param>
    public static byte[] BytesOf(JsonObject payload, ImmutableArray<string> includeFields)
    {
        var sent = includeFields.IsDefaultOrEmpty ? payload : IncludedFields.Of(payload, includeFields);
        return Encoding.UTF8.GetBytes(sent.ToJsonString().Replace("/", @"\/", StringComparison.Ordinal));
    }

    /// <summary>Whole seconds in the shop's offset.</summary>
    public static string TimeText(DateTimeOffset time, TimeSpan offset) =>
        time.ToOffset(offset).ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);

    private static JsonObject Of(InventoryLevel level, TimeSpan offset) => new()
    {
        ["inventory_item_id"] = level.InventoryItemId,
        ["location_id"] = level.LocationId,
        ["available"] = level.Available,
        ["updated_at"] = TimeText(level.UpdatedAt, offset),
        ["admin_graphql_api_id"] = $"gid://shopify/InventoryLevel/{level.Id}?inventory_item_id={level.InventoryItemId}",
    };

    private static JsonObject Of(ShopView shop, InventoryItem item, TimeSpan offset) => new()
    {
        ["id"] = item.Id,
        ["sku"] = shop.Variant(item.VariantIds[0])!.Sku,
        ["created_at"] = TimeText(item.CreatedAt, offset),
        ["updated_at"] = TimeText(item.UpdatedAt, offset),
        ["requires_shipping"] = true,
        ["cost"] = null,
        ["country_code_of_origin"] = null,
        ["province_code_of_origin"] = null,
        ["harmonized_system_code"] = null,
        ["tracked"] = item.Tracked,
        ["country_harmonized_system_codes"] = new JsonArray(),
        ["weight_value"] = 0.0m,
        ["weight_unit"] = "kg",
        ["admin_graphql_api_id"] = $"gid://shopify/InventoryItem/{item.Id}",
    };

    private static JsonObject OfShop(string domain, long id) => new()
    {
        ["id"] = id,
        ["name"] = domain.Split('.')[0],
        ["email"] = "owner@shop.example",
        ["domain"] = domain,
        ["province"] = null,
        ["country"] = "CA",
        ["address1"] = null,
        ["zip"] = null,
        ["city"] = null,
        ["phone"] = null,
        ["created_at"] = "2025-01-01T00:00:00-05:00",
        ["updated_at"] = "2025-01-01T00:00:00-05:00",
        ["country_code"] = "CA",
        ["country_name"] = "Canada",
        ["currency"] = "CAD",
        ["shop_owner"] = "An Owner",
        ["plan_name"] = "basic",
        ["myshopify_domain"] = domain,
    };

    private static JsonObject Of(Location location, TimeSpan offset) => new()
    {
        ["id"] = location.Id,
        ["name"] = location.Name,
        ["address1"] = null,
        ["address2"] = null,
        ["city"] = null,
        ["zip"] = null,
        ["province"] = null,
        ["country"] = "CA",
        ["phone"] = null,
        ["created_at"] = TimeText(location.UpdatedAt, offset),
        ["updated_at"] = TimeText(location.UpdatedAt, offset),
        ["country_code"] = "CA",
        ["country_name"] = "Canada",
        ["province_code"] = null,
        ["legacy"] = false,
        ["active"] = location.IsActive,
        ["admin_graphql_api_id"] = $"gid://shopify/Location/{location.Id}",
    };
}
