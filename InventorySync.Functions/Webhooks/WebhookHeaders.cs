using InventorySync.Inventory;

namespace InventorySync.Webhooks;

/// <summary>
/// The headers of one delivery. Only the body is signed, so none of these is to be trusted beyond what a wrong one could do.
/// https://shopify.dev/docs/apps/build/webhooks/subscribe/https
/// </summary>
/// <param name="Hmac">Base64 of the body's HMAC-SHA256.</param>
/// <param name="WebhookId">One delivery's id, the same on its retries.</param>
/// <param name="EventId">Shared by all deliveries of one merchant's action: never a key to drop repeats by.</param>
/// <param name="Test">"true" for the admin's test button, whose ids are samples.</param>
public sealed record WebhookHeaders(
    string? Hmac, string? Topic, string? ShopDomain, string? WebhookId, string? EventId, string? TriggeredAt, string? ApiVersion,
    string? Test)
{
    /// <summary>A header's characters that are kept: they are a sender's choice, and the envelope has a size.</summary>
    private const int MaxLength = 200;

    /// <summary>Reads them by name; the newer "events" of 2026-10 use the same names without the X-.</summary>
    public static WebhookHeaders From(Func<string, string?> header)
    {
        return new WebhookHeaders(
            Get("X-Shopify-Hmac-Sha256"),
            Get("X-Shopify-Topic"),
            Get("X-Shopify-Shop-Domain"),
            Get("X-Shopify-Webhook-Id"),
            Get("X-Shopify-Event-Id"),
            Get("X-Shopify-Triggered-At"),
            Get("X-Shopify-API-Version"),
            Get("X-Shopify-Test"));

        string? Get(string name) => (header(name) ?? header(name["X-".Length..])) is { } value
            ? value.Length <= MaxLength ? value : value[..MaxLength]
            : null;
    }

    /// <summary>Null for a topic that the app does not use.</summary>
    internal Topic? KnownTopic => Topics.Find(Topic);

    /// <summary>The topic as a metric's tag.</summary>
    public string TopicTag => Topics.TagOf(Topic);

    /// <summary>All but the signature, for the record of a delivery that could not be read.</summary>
    public IReadOnlyDictionary<string, string> WithoutSignature()
    {
        Dictionary<string, string> kept = new(StringComparer.Ordinal);
        Add("topic", Topic);
        Add("shop-domain", ShopDomain);
        Add("webhook-id", WebhookId);
        Add("event-id", EventId);
        Add("triggered-at", TriggeredAt);
        Add("api-version", ApiVersion);
        return kept;

        void Add(string name, string? value)
        {
            if (value is not null) kept.Add(name, value);
        }
    }
}
