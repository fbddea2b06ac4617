namespace ShopifySimulator.Shop;

/// <summary>Something happened that a webhook topic is about. Its payload is assembled later, from what the shop is then.</summary>
/// <param name="Topic">As the X-Shopify-Topic header has it.</param>
/// <param name="Id">Of the product, the inventory item or the location; of a level its item's.</param>
/// <param name="LocationId">Of a level.</param>
/// <param name="TriggeredAt">When it happened.</param>
/// <param name="EventId">Shared by everything that one action of a merchant caused.</param>
public sealed record ShopEvent(string Topic, long Id, long? LocationId, DateTimeOffset TriggeredAt, string EventId);
