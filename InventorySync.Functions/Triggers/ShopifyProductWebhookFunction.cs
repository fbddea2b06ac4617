using InventorySync.Inventory;
using InventorySync.Observations;
using InventorySync.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>
/// Shopify delivers a webhook about a product: an address of its own, since these bodies are large and many, and whoever watches wants to
/// tell them apart.
/// </summary>
public sealed class ShopifyProductWebhookFunction(WebhookReceiver receiver, DeliveryCounter deliveries)
{
    // Anonymous, and with every method, for the reasons that ShopifyWebhookFunction gives.
    [Function(nameof(ShopifyProductWebhookFunction))]
    public Task<WebhookResult> RunAsync(
        [HttpTrigger(
            AuthorizationLevel.Anonymous, "get", "head", "post", "put", "patch", "delete", "options", Route = WebhookRoutes.Product)]
        HttpRequestData request,
        CancellationToken cancellationToken) =>
        receiver.AnswerAsync(request, deliveries, cancellationToken);
}
