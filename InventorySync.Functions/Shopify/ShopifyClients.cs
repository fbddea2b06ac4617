using System.Net.Http.Headers;

namespace InventorySync.Shopify;

/// <summary>The named HTTP clients of this room: everything that it says to Shopify goes through one of them.</summary>
public static class ShopifyClients
{
    /// <summary>The Admin API and its tokens.</summary>
    public const string AdminApi = "Shopify.AdminApi";

    /// <summary>The results of bulk operations, on another company's servers: never with a token.</summary>
    public const string BulkDownload = "Shopify.BulkDownload";

    internal static string RequestIdOf(HttpResponseHeaders headers) =>
        headers.TryGetValues("X-Request-Id", out var values) ? values.First() : "none";
}
