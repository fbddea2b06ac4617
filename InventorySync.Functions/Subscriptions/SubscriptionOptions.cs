using InventorySync.Inventory;

namespace InventorySync.Subscriptions;

/// <summary>The setting InventorySync__PublicUrl: whether, and for which address, the app looks after its webhook subscriptions.</summary>
public sealed class SubscriptionOptions
{
    /// <summary>The section that it is bound from.</summary>
    public const string Section = "InventorySync";

    /// <summary>
    /// The address of the function app as Shopify reaches it, such as https://your-app.azurewebsites.net. Empty: somebody else subscribes.
    /// </summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>The same; null where it is not set.</summary>
    public Uri? PublicAddress => string.IsNullOrWhiteSpace(PublicUrl) ? null : new Uri(PublicUrl.Trim());

    /// <summary>What is wrong with an address as a public one; null if nothing is.</summary>
    public static string? FaultOf(string address)
    {
        if (!Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttps)
            return "Shopify delivers to https only";
        if (uri.UserInfo.Length > 0 || uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "it ends with the host or a path, without user, query or fragment";
        return uri.AbsolutePath.Contains("/" + WebhookRoutes.Root, StringComparison.OrdinalIgnoreCase)
            ? $"it is the app's root, to which the app adds /api/{WebhookRoutes.Root}/... itself"
            : null;
    }
}
