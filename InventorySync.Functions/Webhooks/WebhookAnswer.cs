using System.Net;
using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>What Shopify is answered, and what goes into the queue before it is.</summary>
/// <param name="Text">The answer's body: says what was wrong, and nothing that a stranger should not know.</param>
/// <param name="Message">The bytes of a change message; null to enqueue nothing.</param>
public sealed record WebhookAnswer(WebhookOutcome Outcome, string Text, byte[]? Message = null)
{
    /// <summary>What deliveries are counted by: <see cref="WebhookHeaders.TopicTag"/>.</summary>
    public string Topic { get; init; } = Topics.TagOf(null);

    public HttpStatusCode StatusCode => Outcome switch
    {
        WebhookOutcome.Unauthorized => HttpStatusCode.Unauthorized,
        WebhookOutcome.MethodNotAllowed => HttpStatusCode.MethodNotAllowed,
        _ => HttpStatusCode.OK,
    };

    /// <summary>The methods that are allowed, for the Allow header of a 405.</summary>
    public const string AllowedMethods = "POST";
}
