using System.Globalization;

namespace ShopifySimulator.Api;

/// <summary>How Shopify writes what GraphQL has no type for.</summary>
internal static class Texts
{
    /// <summary>UTC and whole seconds, unlike the webhooks.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Money(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
