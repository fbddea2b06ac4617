using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace ShopifySimulator.Webhooks;

/// <summary>Makes one attempt of a delivery, as Shopify does over HTTPS.</summary>
/// <remarks>
/// Sources: https://shopify.dev/docs/apps/build/webhooks/delivery-structure, https://shopify.dev/docs/apps/build/webhooks/subscribe/https
/// </remarks>
internal sealed class WebhookSender(HttpMessageInvoker http, string shopDomain, Func<string> apiVersion, string secret, TimeProvider time)
    : IDisposable
{
    /// <summary>Attempts under way at once.</summary>
    public const int MaxConnections = 32;

    /// <summary>For the whole attempt, the answer's body included.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _connections = new(MaxConnections, MaxConnections);

    public string Secret { get; set; } = secret;

    /// <param name="stopping">Ends the wait for a connection; an attempt under way goes on to its end.</param>
    /// <returns>Whether the answer was 2xx and came in time.</returns>
    public async Task<bool> TryAsync(Delivery delivery, CancellationToken stopping)
    {
        await _connections.WaitAsync(stopping);
        try
        {
            using var limit = new CancellationTokenSource(AttemptLimit, time);
            using var request = RequestOf(delivery);
            using var response = await http.SendAsync(request, limit.Token);
            await response.Content.CopyToAsync(Stream.Null, limit.Token);
            return response.IsSuccessStatusCode;
        }
        catch (Exception) // whatever kept the answer away, the attempt has failed, and that is all that Shopify knows
        {
            return false;
        }
        finally
        {
            _connections.Release();
        }
    }

    public void Dispose() => _connections.Dispose();

    private HttpRequestMessage RequestOf(Delivery delivery)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, delivery.Uri) { Content = new ByteArrayContent(delivery.Body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        Add("User-Agent", "Shopify-Captain-Hook");
        Add("X-Shopify-Topic", delivery.Topic);
        Add("X-Shopify-Hmac-Sha256", Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Secret), delivery.Body)));
        Add("X-Shopify-Shop-Domain", shopDomain);
        Add("X-Shopify-API-Version", apiVersion());
        Add("X-Shopify-Webhook-Id", delivery.WebhookId);
        Add("X-Shopify-Event-Id", delivery.EventId);
        Add("X-Shopify-Triggered-At", delivery.TriggeredAt);
        if (delivery.ProductId is { } productId) Add("X-Shopify-Product-Id", productId.ToString(CultureInfo.InvariantCulture));
        if (delivery.IsTest) Add("X-Shopify-Test", "true");
        return request;

        void Add(string name, string value) => request.Headers.TryAddWithoutValidation(name, value);
    }
}
