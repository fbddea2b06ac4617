using InventorySync.Shopify;

namespace InventorySync.Tests.Shopify;

public sealed class ShopifyOptionsValidationTests
{
    /// <summary>Settings, and the lines that they are refused with: what each has to name.</summary>
    public static TheoryData<Case> Cases =>
    [
        new("a client", Good),
        new("a token", Good with { ClientId = null, AccessToken = "shpat_x" }), // the secret is then the webhooks'
        new(
            "a token and a webhook secret",
            Good with { ClientId = null, ClientSecret = null, AccessToken = "shpat_x", WebhookSecret = "s" }),
        new(
            "a token and no secret at all", Good with { ClientId = null, ClientSecret = null, AccessToken = "shpat_x" },
            "Set Shopify__WebhookSecret"),
        new("both ways", Good with { AccessToken = "shpat_x" }, "not both"),
        new("a client's id and a token", Good with { ClientSecret = null, AccessToken = "shpat_x", WebhookSecret = "s" }, "not both"),
        new("no id", Good with { ClientId = null }, "belong together"),
        new("no secret", Good with { ClientSecret = null, WebhookSecret = "s" }, "belong together"),
        new("no secret and no webhook secret", Good with { ClientSecret = " " }, "belong together", "Set Shopify__WebhookSecret"),
        new(
            "neither way", Good with { ClientId = null, ClientSecret = null }, "Set Shopify__ClientId and Shopify__ClientSecret",
            "Set Shopify__WebhookSecret"),
        new("a blank token", Good with { AccessToken = " " }),
        new(
            "blank everything", Good with { ClientId = " ", ClientSecret = " ", AccessToken = " ", WebhookSecret = " , " },
            "Set Shopify__ClientId and", "Set Shopify__WebhookSecret"),
        new("two webhook secrets", Good with { WebhookSecret = "new, old" }),
        new("no domain", Good with { ShopDomain = "" }, "Shopify__ShopDomain is \"\""),
        new("a domain in capitals", Good with { ShopDomain = " Shop.MyShopify.com " }),
        new("an address", Good with { ShopDomain = "https://shop.myshopify.com" }, "Shopify__ShopDomain is \"https://shop.myshopify.com\""),
        new("a path", Good with { ShopDomain = "shop.myshopify.com/admin" }, "Shopify__ShopDomain"),
        new("a port", Good with { ShopDomain = "shop.myshopify.com:8080" }, "Shopify__ShopDomain"),
        new("a custom domain", Good with { ShopDomain = "shop.example.com" }, "Shopify__ShopDomain"),
        new("another host behind it", Good with { ShopDomain = "shop.myshopify.com.example.com" }, "Shopify__ShopDomain"),
        new("a bare name", Good with { ShopDomain = "shop" }, "Shopify__ShopDomain"),
        new("a line feed", Good with { ShopDomain = "shop.myshopify.com\nx" }, "Shopify__ShopDomain"),
        new("another version", Good with { ApiVersion = "2027-01" }),
        new("unstable", Good with { ApiVersion = "unstable" }),
        new("a month without a version", Good with { ApiVersion = "2026-11" }, "Shopify__ApiVersion is \"2026-11\""),
        new("no version", Good with { ApiVersion = "" }, "Shopify__ApiVersion is \"\""),
        new("a path as version", Good with { ApiVersion = "2026-10/../x" }, "Shopify__ApiVersion"),
        new(
            "an unresolved secret", Good with { ClientSecret = "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/x)" },
            "Shopify__ClientSecret is a Key Vault reference"),
        new(
            "an unresolved token", Good with { ClientId = null, AccessToken = "@Microsoft.KeyVault(x)" },
            "Shopify__AccessToken is a Key Vault reference"),
        new(
            "everything wrong", new Settings("x", null, null, null, null, "y"), "Shopify__ShopDomain", "Shopify__ApiVersion",
            "Set Shopify__ClientId", "Set Shopify__WebhookSecret"),
    ];

    private static Settings Good { get; } = new("shop.myshopify.com", "the-id", "the-secret", null, null, "2026-10");

    [Theory]
    [MemberData(nameof(Cases))]
    public void Settings_are_refused_with_one_line_each_that_says_what_to_do(Case test)
    {
        var settings = test.Settings;
        var result = new ShopifyOptionsValidation().Validate(null, new ShopifyOptions
        {
            ShopDomain = settings.ShopDomain, ClientId = settings.ClientId, ClientSecret = settings.ClientSecret,
            AccessToken = settings.AccessToken, WebhookSecret = settings.WebhookSecret, ApiVersion = settings.ApiVersion,
        });

        var lines = result.Failures?.ToList() ?? [];
        Assert.Equal(test.Lines.Length, lines.Count);
        Assert.All(test.Lines.Zip(lines), pair => Assert.Contains(pair.First, pair.Second, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("the-secret", line, StringComparison.Ordinal));
        Assert.All(lines, line => Assert.DoesNotContain("shpat_x", line, StringComparison.Ordinal));
    }

    public sealed record Settings(
        string ShopDomain, string? ClientId, string? ClientSecret, string? AccessToken, string? WebhookSecret, string ApiVersion);

    public sealed record Case(string Name, Settings Settings, params string[] Lines)
    {
        public override string ToString() => Name;
    }
}
