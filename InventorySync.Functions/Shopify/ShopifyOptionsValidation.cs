using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace InventorySync.Shopify;

/// <summary>
/// Refuses settings that cannot work, at start, each with one line that says which and what to do; values of secrets are never shown.
/// </summary>
public sealed partial class ShopifyOptionsValidation : IValidateOptions<ShopifyOptions>
{
    public ValidateOptionsResult Validate(string? name, ShopifyOptions options)
    {
        string[] faults = [.. Faults(options)];
        return faults.Length == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(faults);
    }

    private static IEnumerable<string> Faults(ShopifyOptions options)
    {
        if (!ShopDomainShape().IsMatch(options.NormalShopDomain))
            yield return $"Shopify__ShopDomain is \"{options.ShopDomain}\": set it to the shop's permanent domain, "
                + "such as your-shop.myshopify.com.";
        if (!ApiVersionShape().IsMatch(options.ApiVersion))
            yield return $"Shopify__ApiVersion is \"{options.ApiVersion}\": set it to a version such as 2026-10, or leave it out.";

        var hasClient = !string.IsNullOrWhiteSpace(options.ClientId) && !string.IsNullOrWhiteSpace(options.ClientSecret);
        var hasHalfClient = string.IsNullOrWhiteSpace(options.ClientId) != string.IsNullOrWhiteSpace(options.ClientSecret);
        var hasToken = !string.IsNullOrWhiteSpace(options.AccessToken);
        if (hasHalfClient && !hasToken)
            yield return "Shopify__ClientId and Shopify__ClientSecret belong together, but only one of them is set.";
        else if (!hasClient && !hasToken)
            yield return "Set Shopify__ClientId and Shopify__ClientSecret (an app of the Dev Dashboard), or Shopify__AccessToken (an older "
                + "app made in the admin).";
        else if (!string.IsNullOrWhiteSpace(options.ClientId) && hasToken)
            yield return "Set either Shopify__ClientId and Shopify__ClientSecret or Shopify__AccessToken, not both.";
        if (options.WebhookSecrets.Count == 0)
            yield return "Set Shopify__WebhookSecret to the app's client secret: without it no webhook could be verified.";

        foreach (var (setting, value) in Secrets(options))
        {
            // That is what arrives where the vault cannot be read:
            // https://learn.microsoft.com/azure/app-service/app-service-key-vault-references
            if (value is not null && value.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase))
                yield return $"{setting} is a Key Vault reference that could not be resolved: give the app's identity the role Key Vault "
                    + "Secrets User, and check the secret's name.";
        }
    }

    private static (string Setting, string? Value)[] Secrets(ShopifyOptions options) =>
    [
        ("Shopify__ClientId", options.ClientId),
        ("Shopify__ClientSecret", options.ClientSecret),
        ("Shopify__AccessToken", options.AccessToken),
        ("Shopify__WebhookSecret", options.WebhookSecret),
    ];

    [GeneratedRegex(@"^[a-z0-9][a-z0-9-]*\.myshopify\.com$", RegexOptions.None, 1000)]
    private static partial Regex ShopDomainShape();

    [GeneratedRegex(@"^20\d\d-(01|04|07|10)$|^unstable$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ApiVersionShape();
}
