namespace ShopifySimulator.Webhooks;

/// <summary>One delivery. Its attempts, and its repetition by a fault, are all alike.</summary>
/// <param name="Uri">The subscription's address when it was triggered: retries go there even if it has changed.</param>
/// <param name="Topic">As the header has it.</param>
/// <param name="ProductId">Of a product's topic.</param>
/// <param name="TriggeredAt">The header's text.</param>
internal sealed record Delivery(
    string Uri, string Topic, long? ProductId, string WebhookId, string EventId, string TriggeredAt, byte[] Body, bool IsTest = false);
