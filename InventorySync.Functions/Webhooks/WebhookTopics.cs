using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>The topics that this app subscribes and reads, by the names of the X-Shopify-Topic header.</summary>
internal static class WebhookTopics
{
    public const string LevelUpdate = "inventory_levels/update";
    public const string LevelConnect = "inventory_levels/connect";
    public const string LevelDisconnect = "inventory_levels/disconnect";

    /// <summary>The event of a level's topic; null for any other topic.</summary>
    public static LevelEvent? LevelEventOf(string? topic) => topic switch
    {
        LevelUpdate => LevelEvent.Update,
        LevelConnect => LevelEvent.Connect,
        LevelDisconnect => LevelEvent.Disconnect,
        _ => null,
    };

    /// <summary>The topic as a metric's tag: a sender's own words are none.</summary>
    public static string TagOf(string? topic) => LevelEventOf(topic) is null ? "other" : topic!;
}
