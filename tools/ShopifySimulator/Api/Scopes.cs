namespace ShopifySimulator.Api;

/// <summary>What the app may read: everything that this API has.</summary>
internal static class Scopes
{
    public static readonly IReadOnlyList<string> Granted = ["read_inventory", "read_locations", "read_products"];
}
