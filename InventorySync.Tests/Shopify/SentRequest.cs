using System.Net.Http.Headers;
using System.Text.Json;

namespace InventorySync.Tests.Shopify;

/// <summary>A request as it left the app.</summary>
/// <param name="Client">Which of the named clients sent it.</param>
/// <param name="Operation">The name of the GraphQL operation; null where it is none.</param>
/// <param name="Token">The access token that it carried; null where it carried none.</param>
internal sealed record SentRequest(string Client, HttpMethod Method, Uri Uri, string? Operation, string? Token, string Body)
{
    /// <summary>Its headers, those that a client adds to each of its requests left out.</summary>
    public HttpRequestHeaders? Headers { get; init; }

    /// <summary>Undefined where the operation takes none.</summary>
    public JsonElement Variables
    {
        get
        {
            using var body = JsonDocument.Parse(Body);
            return body.RootElement.TryGetProperty("variables", out var variables) ? variables.Clone() : default;
        }
    }
}
