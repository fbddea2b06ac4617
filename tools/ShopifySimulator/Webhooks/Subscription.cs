using System.Collections.Immutable;

namespace ShopifySimulator.Webhooks;

/// <summary>One webhook subscription of the app.</summary>
/// <param name="Topic">As GraphQL names it, such as INVENTORY_LEVELS_UPDATE.</param>
/// <param name="IncludeFields">The payload's fields that are sent, as paths such as variants.price; empty means all.</param>
public sealed record Subscription(
    long Id, string Topic, string Uri, ImmutableArray<string> IncludeFields, string? Filter, DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt);
