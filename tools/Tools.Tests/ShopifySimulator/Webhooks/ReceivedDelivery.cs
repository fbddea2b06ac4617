using System.Text.Json.Nodes;

namespace Tools.Tests.ShopifySimulator.Webhooks;

/// <summary>One attempt, as an address has seen it.</summary>
internal sealed record ReceivedDelivery(string Method, Uri Uri, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string this[string header] => Headers[header];

    public string Topic => this["X-Shopify-Topic"];

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    public static async Task<ReceivedDelivery> OfAsync(HttpRequestMessage request)
    {
        // Asked for, it is computed: that is what a real handler sends.
        _ = request.Content!.Headers.ContentLength;
        return new ReceivedDelivery(
            request.Method.Method,
            request.RequestUri!,
            request.Headers.Concat(request.Content.Headers)
                .ToDictionary(header => header.Key, header => string.Join(", ", header.Value), StringComparer.OrdinalIgnoreCase),
            await request.Content.ReadAsByteArrayAsync());
    }
}
