using System.Security.Cryptography;
using System.Text;
using InventorySync.Webhooks;

namespace Benchmarks.Samples;

/// <summary>The shop of all figures, and its signature.</summary>
internal static class SampleShop
{
    public const string Domain = "benchmark.myshopify.com";
    public const string Secret = "shpss_0123456789abcdef0123456789abcdef";

    public static readonly byte[] Key = Encoding.UTF8.GetBytes(Secret);

    public static string Sign(ReadOnlySpan<byte> body) => Convert.ToBase64String(HMACSHA256.HashData(Key, body));

    public static WebhookHeaders Headers(string topic, ReadOnlySpan<byte> body) => new(
        Sign(body), topic, Domain, "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043", "98880550-7158-44d4-b7cd-2c97c8a091b5",
        "2026-03-16T08:35:06.123456789Z", "2026-10", Test: null);

    /// <summary>The app's settings, on a SQLite file.</summary>
    public static Dictionary<string, string?> Settings(string databaseFile) => new(StringComparer.Ordinal)
    {
        ["Shopify:ShopDomain"] = Domain,
        ["Shopify:AccessToken"] = "shpat_0123456789abcdef0123456789abcdef",
        ["Shopify:WebhookSecret"] = Secret,
        ["Shopify:ClientId"] = null,
        ["Shopify:ClientSecret"] = null,
        ["InventorySync:Database"] = "Sqlite",
        ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
        ["InventorySync:ProbeSchedule"] = "0 3-59/5 * * * *",
        ["ConnectionStrings:Inventory"] = $"Data Source={databaseFile};Pooling=False",
    };
}
