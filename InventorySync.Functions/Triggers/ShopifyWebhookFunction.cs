using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>Shopify delivers a webhook about a level or an item: verified, put into the queue, answered; in this order.</summary>
public sealed class ShopifyWebhookFunction(WebhookReceiver receiver, DeliveryCounter deliveries)
{
    // Anonymous, since the signature is the authentication. Every method is listed, because the host answers 404 to one that is not, and a
    // wrong method deserves its 405.
    [Function(nameof(ShopifyWebhookFunction))]
    public Task<WebhookResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = WebhookRoutes.Inventory)]
        HttpRequestData request,
        CancellationToken cancellationToken) =>
        receiver.AnswerAsync(request, deliveries, cancellationToken);
}
