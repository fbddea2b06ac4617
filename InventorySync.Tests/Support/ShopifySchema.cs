namespace InventorySync.Tests.Support;

/// <summary>
/// Shopify's own Admin API schema, in GraphQL's schema language: reference data that lies beside the project and is no part of it.
/// </summary>
internal static class ShopifySchema
{
    private const string Variable = "INVENTORYSYNC_SHOPIFY_SCHEMA";

    /// <returns>Null if the schema is there, or has to be: an environment that names a file which is not there fails the tests.</returns>
    public static string? WhyNot() =>
        string.IsNullOrEmpty(Named) ? $"{Variable} does not name a file with Shopify's Admin API schema" : null;

    public static Task<string> ReadAsync() => File.ReadAllTextAsync(Named ?? throw new InvalidOperationException(WhyNot()));

    private static string? Named => Environment.GetEnvironmentVariable(Variable);
}
