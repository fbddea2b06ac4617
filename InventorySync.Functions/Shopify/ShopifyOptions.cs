namespace InventorySync.Shopify;

/// <summary>The settings Shopify__*: which shop, and how this app is known to it.</summary>
public sealed class ShopifyOptions
{
    /// <summary>The section that they are bound from.</summary>
    public const string Section = "Shopify";

    /// <summary>The shop's permanent domain, such as your-shop.myshopify.com.</summary>
    public string ShopDomain { get; set; } = "";

    /// <summary>With <see cref="ClientSecret"/>: of an app made in the Dev Dashboard, which asks for its token itself.</summary>
    public string? ClientId { get; set; }

    /// <summary>Also the secret that webhooks are signed with.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>In place of the two above: of an older app that was made in the shop's admin.</summary>
    public string? AccessToken { get; set; }

    /// <summary>The secrets that webhooks may be signed with, comma-separated while one is rotated. Default: the client secret.</summary>
    public string? WebhookSecret { get; set; }

    /// <summary>Of the Admin API, as year-month. Default 2026-10, which this app's queries were written for.</summary>
    public string ApiVersion { get; set; } = "2026-10";

    /// <summary>The shop's domain in lower case: what deliveries and the database are compared with.</summary>
    public string NormalShopDomain => ShopDomain.Trim().ToLowerInvariant();

    /// <summary>The secrets of webhooks, the newest first.</summary>
    public IReadOnlyList<string> WebhookSecrets =>
        (string.IsNullOrWhiteSpace(WebhookSecret) ? ClientSecret ?? "" : WebhookSecret).Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
