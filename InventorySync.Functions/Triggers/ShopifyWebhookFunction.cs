using InventorySync.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>Shopify delivers a webhook: verified, put into the queue, answered; in this order.</summary>
public sealed class ShopifyWebhookFunction(WebhookReceiver receiver)
{
    // Anonymous, since the signature is the authentication. Every method is listed, because the host answers 404 to one that is not, and a wrong
    // method deserves its 405.
    [Function(nameof(ShopifyWebhookFunction))]
    public async Task<WebhookResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = "webhooks/shopify/inventory-update")]
        HttpRequestData request,
        CancellationToken cancellationToken)
    {
        var answer = await receiver.ReceiveAsync(
            request.Method,
            name => request.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null,
            request.Body,
            cancellationToken);

        var response = request.CreateResponse(answer.StatusCode);
        if (answer.Outcome is WebhookOutcome.MethodNotAllowed) response.Headers.Add("Allow", WebhookAnswer.AllowedMethods);
        await response.WriteStringAsync(answer.Text, cancellationToken);
        return new WebhookResult(response, answer.Message);
    }
}
