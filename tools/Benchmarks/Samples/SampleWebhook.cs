using System.Globalization;
using InventorySync.Inventory;

namespace Benchmarks.Samples;

/// <summary>A level's webhook as it comes over the wire.</summary>
internal static class SampleWebhook
{
    public const string Path = "/api/webhooks/shopify/inventory-update";

    public static byte[] Request(Uri server, LevelRow row, UnixTime triggeredAt)
    {
        var body = WebhookBodies.LevelUpdate(row.InventoryItemId, row.LocationId, row.Available, row.At);
        var headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["X-Shopify-Topic"] = "inventory_levels/update",
            ["X-Shopify-Hmac-Sha256"] = SampleShop.Sign(body),
            ["X-Shopify-Shop-Domain"] = SampleShop.Domain,
            ["X-Shopify-API-Version"] = "2026-10",
            ["X-Shopify-Webhook-Id"] = "b54557e4-bdd9-4b37-8a5f-bf7d70bcd043",
            ["X-Shopify-Event-Id"] = "98880550-7158-44d4-b7cd-2c97c8a091b5",
            ["X-Shopify-Triggered-At"] =
                triggeredAt.ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture),
        };
        return HttpConnection.Post(new Uri(server, Path), headers, body);
    }
}
