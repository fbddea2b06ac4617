namespace ShopifySimulator.Webhooks;

/// <summary>The two names of a topic: inventory_levels/update in the header, INVENTORY_LEVELS_UPDATE in GraphQL.</summary>
internal static class Topics
{
    /// <param name="topic">As the header has it.</param>
    public static string GraphQlNameOf(string topic) => topic.ToUpperInvariant().Replace('/', '_');

    public static bool IsOfProducts(string topic) => topic.StartsWith("products/", StringComparison.Ordinal);

    public static bool IsOfDeletion(string topic) => topic.EndsWith("/delete", StringComparison.Ordinal);
}
