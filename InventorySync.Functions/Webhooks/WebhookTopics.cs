using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>The topics that this app subscribes and reads, by the names of the X-Shopify-Topic header.</summary>
internal static class WebhookTopics
{
    public const string LevelUpdate = "inventory_levels/update";
    public const string LevelConnect = "inventory_levels/connect";
    public const string LevelDisconnect = "inventory_levels/disconnect";

    public const string ProductCreate = "products/create";
    public const string ProductUpdate = "products/update";
    public const string ProductDelete = "products/delete";
    public const string ItemCreate = "inventory_items/create";
    public const string ItemUpdate = "inventory_items/update";
    public const string ItemDelete = "inventory_items/delete";

    public const string LocationActivate = "locations/activate";
    public const string LocationDeactivate = "locations/deactivate";
    public const string LocationDelete = "locations/delete";

    public const string AppUninstalled = "app/uninstalled";

    /// <summary>The event of a level's topic; null for any other topic.</summary>
    public static LevelEvent? LevelEventOf(string? topic) => topic switch
    {
        LevelUpdate => LevelEvent.Update,
        LevelConnect => LevelEvent.Connect,
        LevelDisconnect => LevelEvent.Disconnect,
        _ => null,
    };

    /// <summary>The event of a product's topic; null for any other topic.</summary>
    public static ProductEvent? ProductEventOf(string? topic) => topic switch
    {
        ProductCreate => ProductEvent.Create,
        ProductUpdate => ProductEvent.Update,
        ProductDelete => ProductEvent.Delete,
        _ => null,
    };

    /// <summary>The event of an item's topic; null for any other topic.</summary>
    public static ItemEvent? ItemEventOf(string? topic) => topic switch
    {
        ItemCreate => ItemEvent.Create,
        ItemUpdate => ItemEvent.Update,
        ItemDelete => ItemEvent.Delete,
        _ => null,
    };

    public static bool IsOfLocation(string? topic) => topic is LocationActivate or LocationDeactivate or LocationDelete;

    public static bool IsKnown(string? topic) =>
        LevelEventOf(topic) is not null || ProductEventOf(topic) is not null || ItemEventOf(topic) is not null || IsOfLocation(topic) || topic is AppUninstalled;

    /// <summary>The topic as a metric's tag: a sender's own words are none.</summary>
    public static string TagOf(string? topic) => IsKnown(topic) ? topic! : "other";
}
