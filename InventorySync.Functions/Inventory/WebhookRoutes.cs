namespace InventorySync.Inventory;

/// <summary>
/// The routes of the webhook endpoints, below the route prefix of host.json. Each takes any topic; they keep the load apart.
/// </summary>
public static class WebhookRoutes
{
    public const string Root = "webhooks/shopify";

    public const string Inventory = Root + "/inventory-update";

    /// <summary>A product's bodies are large and many.</summary>
    public const string Product = Root + "/product-update";
}
