namespace InventorySync.Shopify;

/// <summary>How one topic is subscribed.</summary>
/// <param name="Topic">As GraphQL names it.</param>
/// <param name="Endpoint">The endpoint's last part.</param>
/// <param name="Scope">What the app must be allowed to subscribe it; null where nothing is needed.</param>
/// <param name="IncludeFields">The fields that are asked for; none means all, which payloads of nothing but ids are left at.</param>
internal sealed record TopicSubscription(string Topic, string Endpoint, string? Scope, IReadOnlyList<string> IncludeFields)
{
    /// <summary>Where the webhook endpoints lie below the app's public address: the route prefix of host.json, and the routes of Triggers/.</summary>
    private const string Route = "api/webhooks/shopify";

    private const string Inventory = "inventory-update";
    private const string Product = "product-update";

    private const string ReadInventory = "read_inventory";
    private const string ReadProducts = "read_products";
    private const string ReadLocations = "read_locations";

    // A product's payload has hundreds of KB of texts and images that nobody here reads, and the shop's has its owner's address. Nested fields are named with
    // a period; updated_at always belongs to them, since of two payloads that are identical within a short time Shopify drops the later one.
    // https://shopify.dev/docs/apps/build/webhooks/customize/modify-payloads
    private static readonly string[] ProductFields =
    [
        "id", "title", "status", "updated_at", "variants.id", "variants.inventory_item_id", "variants.sku", "variants.barcode", "variants.title", "variants.price",
        "variants.updated_at", "variant_gids",
    ];

    private static readonly string[] ItemFields = ["id", "sku", "tracked", "updated_at"];
    private static readonly string[] LevelFields = ["inventory_item_id", "location_id", "available", "updated_at"];
    private static readonly string[] LocationFields = ["id", "name", "active", "updated_at"];
    private static readonly string[] ShopFields = ["id", "myshopify_domain", "updated_at"];

    public static IReadOnlyList<TopicSubscription> All { get; } =
    [
        new("INVENTORY_LEVELS_UPDATE", Inventory, ReadInventory, LevelFields),
        new("INVENTORY_LEVELS_CONNECT", Inventory, ReadInventory, LevelFields),
        new("INVENTORY_LEVELS_DISCONNECT", Inventory, ReadInventory, []),
        new("INVENTORY_ITEMS_CREATE", Inventory, ReadInventory, ItemFields),
        new("INVENTORY_ITEMS_UPDATE", Inventory, ReadInventory, ItemFields),
        new("INVENTORY_ITEMS_DELETE", Inventory, ReadInventory, []),
        new("PRODUCTS_CREATE", Product, ReadProducts, ProductFields),
        new("PRODUCTS_UPDATE", Product, ReadProducts, ProductFields),
        new("PRODUCTS_DELETE", Product, ReadProducts, []),
        new("LOCATIONS_ACTIVATE", Inventory, ReadLocations, LocationFields),
        new("LOCATIONS_DEACTIVATE", Inventory, ReadLocations, LocationFields),
        new("LOCATIONS_DELETE", Inventory, ReadLocations, []),
        new("APP_UNINSTALLED", Inventory, Scope: null, ShopFields),
    ];

    /// <summary>Where it is delivered.</summary>
    /// <param name="publicUrl">The app's public address; it may have a path, where a gateway gives it one.</param>
    public string UriBelow(Uri publicUrl) => $"{publicUrl.AbsoluteUri.TrimEnd('/')}/{Route}/{Endpoint}";

    /// <summary>Whether a subscription is this one already.</summary>
    public bool IsMetBy(ShopSubscription subscription, string uri) =>
        subscription.Uri == uri
        && subscription.IncludeFields.Order(StringComparer.Ordinal).SequenceEqual(IncludeFields.Order(StringComparer.Ordinal), StringComparer.Ordinal);
}
