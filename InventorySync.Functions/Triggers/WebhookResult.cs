using InventorySync.Queues;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace InventorySync.Triggers;

/// <summary>
/// The answer, and the message that is in the queue before the answer is sent. The host turns a queue that refuses into a 500, and Shopify
/// delivers again.
/// </summary>
/// <param name="response">The answer to Shopify.</param>
/// <param name="message">The message; null to send none.</param>
public sealed class WebhookResult(HttpResponseData response, byte[]? message)
{
    [HttpResult]
    public HttpResponseData Response { get; } = response;

    // Bytes go into the queue as they are; a string or an object would be parsed and written anew on the way.
    [QueueOutput(QueueNames.InventoryChanges)]
    public byte[]? Message { get; } = message;
}
