namespace InventorySync.Shopify;

/// <summary>What to do about answers of Shopify's that do not say it themselves.</summary>
public static class ShopifyAdvice
{
    /// <summary>https://shopify.dev/docs/api/usage/bulk-operations/queries</summary>
    public const string BulkAccessDenied =
        "Grant the app the scopes read_products, read_inventory and read_locations. An app made by a partner must also have bulk queries "
        + "enabled: Partner Dashboard, API access requests > Run bulk operations; "
        + "31 days without one lose it again. A merchant's own app of the Dev Dashboard is exempt.";
}
