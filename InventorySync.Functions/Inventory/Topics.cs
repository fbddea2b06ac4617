using System.Collections.Frozen;

namespace InventorySync.Inventory;

/// <summary>The table of topics: who receives, subscribes or explains deliveries reads it, and a new topic is a row here.</summary>
public static class Topics
{
    private const string ReadInventory = "read_inventory";
    private const string ReadProducts = "read_products";
    private const string ReadLocations = "read_locations";

    // A product's payload has hundreds of KB of texts and images that nobody here reads, and the shop's has its owner's address. Nested
    // fields are named with a period. updated_at always belongs to them: of two payloads that are identical within a short time Shopify
    // drops the later one. https://shopify.dev/docs/apps/build/webhooks/customize/modify-payloads
    private static readonly string[] ProductFields =
    [
        "id", "title", "status", "updated_at", "variants.id", "variants.inventory_item_id", "variants.sku", "variants.barcode",
        "variants.title", "variants.price", "variants.updated_at", "variant_gids",
    ];

    private static readonly string[] ItemFields = ["id", "sku", "tracked", "updated_at"];
    private static readonly string[] LevelFields = ["inventory_item_id", "location_id", "available", "updated_at"];
    private static readonly string[] LocationFields = ["id", "name", "active", "updated_at"];
    private static readonly string[] ShopFields = ["id", "myshopify_domain", "updated_at"];
    private static readonly string[] OnlyIds = [];

    public static Topic LevelUpdate { get; } = OfLevel("inventory_levels/update", LevelEvent.Update, LevelFields);

    public static Topic LevelConnect { get; } = OfLevel("inventory_levels/connect", LevelEvent.Connect, LevelFields);

    public static Topic LevelDisconnect { get; } = OfLevel("inventory_levels/disconnect", LevelEvent.Disconnect, OnlyIds);

    public static Topic ItemCreate { get; } = OfItem("inventory_items/create", ItemEvent.Create, ItemFields);

    public static Topic ItemUpdate { get; } = OfItem("inventory_items/update", ItemEvent.Update, ItemFields);

    public static Topic ItemDelete { get; } = OfItem("inventory_items/delete", ItemEvent.Delete, OnlyIds);

    public static Topic ProductCreate { get; } = OfProduct("products/create", ProductEvent.Create, ProductFields);

    public static Topic ProductUpdate { get; } = OfProduct("products/update", ProductEvent.Update, ProductFields);

    public static Topic ProductDelete { get; } = OfProduct("products/delete", ProductEvent.Delete, OnlyIds);

    public static Topic LocationActivate { get; } = OfLocation("locations/activate", LocationFields);

    public static Topic LocationDeactivate { get; } = OfLocation("locations/deactivate", LocationFields);

    public static Topic LocationDelete { get; } = OfLocation("locations/delete", OnlyIds);

    public static Topic AppUninstalled { get; } =
        new("app/uninstalled", ChangeKinds.Uninstalled, WebhookRoutes.Inventory, Scope: null, ShopFields);

    /// <summary>In the order in which they are subscribed and shown.</summary>
    public static IReadOnlyList<Topic> All { get; } =
    [
        LevelUpdate, LevelConnect, LevelDisconnect, ItemCreate, ItemUpdate, ItemDelete, ProductCreate, ProductUpdate, ProductDelete,
        LocationActivate, LocationDeactivate, LocationDelete, AppUninstalled,
    ];

    private static readonly FrozenDictionary<string, Topic> ByName = All.ToFrozenDictionary(topic => topic.Name, StringComparer.Ordinal);

    /// <param name="name">As a delivery's header names it.</param>
    /// <returns>Null for a topic that this app does not use.</returns>
    public static Topic? Find(string? name) => name is null ? null : ByName.GetValueOrDefault(name);

    /// <summary>The topic of that name.</summary>
    /// <param name="name">As GraphQL names it: of a subscription that was planned from this table.</param>
    /// <exception cref="InvalidOperationException">The table has no such topic.</exception>
    public static Topic OfGraphQl(string name) => All.Single(topic => topic.GraphQlName == name);

    /// <summary>
    /// A topic as deliveries are counted by: "other" for one that the app does not use, since a sender's own words are no tag.
    /// </summary>
    public static string TagOf(string? name) => Find(name)?.Name ?? "other";

    private static Topic OfLevel(string name, LevelEvent levelEvent, string[] fields) =>
        new(name, ChangeKinds.Level, WebhookRoutes.Inventory, ReadInventory, fields) { LevelEvent = levelEvent };

    private static Topic OfItem(string name, ItemEvent itemEvent, string[] fields) =>
        new(name, ChangeKinds.Item, WebhookRoutes.Inventory, ReadInventory, fields) { ItemEvent = itemEvent };

    private static Topic OfProduct(string name, ProductEvent productEvent, string[] fields) =>
        new(name, ChangeKinds.Product, WebhookRoutes.Product, ReadProducts, fields) { ProductEvent = productEvent };

    private static Topic OfLocation(string name, string[] fields) =>
        new(name, ChangeKinds.Location, WebhookRoutes.Inventory, ReadLocations, fields);
}
