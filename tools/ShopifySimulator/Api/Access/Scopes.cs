namespace ShopifySimulator.Api.Access;

/// <summary>What the app may read: everything that this API has, but for what the faults take away.</summary>
internal static class Scopes
{
    private static readonly string[] All = ["read_inventory", "read_locations", "read_products"];

    public static IReadOnlyList<string> GrantedBut(Faults faults) => [.. All.Except(faults.ScopesNotGranted, StringComparer.Ordinal)];

    /// <summary>
    /// Whether a topic may be subscribed. https://shopify.dev/docs/api/admin-graphql/latest/enums/WebhookSubscriptionTopic
    /// </summary>
    /// <param name="topic">As GraphQL names it.</param>
    public static bool Cover(IReadOnlyList<string> granted, string topic) => topic switch
    {
        _ when topic.StartsWith("PRODUCTS_", StringComparison.Ordinal) => granted.Contains("read_products"),
        _ when topic.StartsWith("INVENTORY_LEVELS_", StringComparison.Ordinal) => granted.Contains("read_inventory"),
        _ when topic.StartsWith("INVENTORY_ITEMS_", StringComparison.Ordinal) =>
            granted.Contains("read_inventory") || granted.Contains("read_products"),
        _ when topic.StartsWith("LOCATIONS_", StringComparison.Ordinal) => granted.Contains("read_locations"),
        _ => true,
    };
}
