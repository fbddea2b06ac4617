using System.Collections.Immutable;
using ShopifySimulator.Shop;

namespace ShopifySimulator.Webhooks;

/// <summary>That an event is to be delivered to a subscription, and what chance has in store for it.</summary>
/// <param name="Subscription">As it was when the event happened.</param>
/// <param name="TriggeredAt">The header's text.</param>
/// <param name="AssembleAt">When the payload is read from the shop.</param>
/// <param name="Waits">One for each delivery of it, two where it is repeated: how long it waits after the payload was assembled.</param>
internal sealed record Trigger(
    ShopEvent Event, Subscription Subscription, string WebhookId, string TriggeredAt, DateTimeOffset AssembleAt, bool IsLost,
    ImmutableArray<TimeSpan> Waits);
