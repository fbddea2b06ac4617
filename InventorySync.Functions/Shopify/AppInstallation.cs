namespace InventorySync.Shopify;

/// <summary>What the shop lets the app do, and which versions of the API there are.</summary>
public sealed class AppInstallation(AdminApi api)
{
    /// <summary>Those that the app needs. https://shopify.dev/docs/api/usage/access-scopes</summary>
    public static IReadOnlyList<string> NeededScopes { get; } = ["read_products", "read_inventory", "read_locations"];

    /// <summary>The scopes that the token has, such as read_products.</summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<IReadOnlyList<string>> ReadScopesAsync(CancellationToken cancellationToken) =>
        [.. (await api.SendAsync(
            "ReadScopes", AdminApi.Variables(), AdminJson.Default.Scopes,
            cancellationToken)).Data.CurrentAppInstallation.AccessScopes.Select(scope => scope.Handle)];

    /// <summary>Which of the needed scopes are not among these; the right to write something is one to read it too.</summary>
    public static IReadOnlyList<string> MissingOf(IReadOnlyList<string> granted) =>
        [.. NeededScopes.Where(scope => !granted.Contains(scope, StringComparer.Ordinal)
            && !granted.Contains(scope.Replace("read_", "write_", StringComparison.Ordinal), StringComparer.Ordinal))];

    /// <summary>The versions that Shopify supports now, the oldest first: release candidates and `unstable` are not among them.</summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<IReadOnlyList<string>> ReadSupportedVersionsAsync(CancellationToken cancellationToken) =>
    [
        .. (await api.SendAsync(
            "ReadApiVersions", AdminApi.Variables(), AdminJson.Default.ApiVersions, cancellationToken)).Data.PublicApiVersions
            .Where(version => version.Supported).Select(version => version.Handle).Order(StringComparer.Ordinal),
    ];
}
