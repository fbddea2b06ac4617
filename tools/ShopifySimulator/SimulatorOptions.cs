using Microsoft.Extensions.Logging;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace ShopifySimulator;

/// <summary>What a <see cref="Simulator"/> is made of.</summary>
public sealed class SimulatorOptions
{
    public required SimulatedShop Shop { get; init; }

    public required SubscribedWebhooks Subscriptions { get; init; }

    public required Faults Faults { get; init; }

    /// <summary>Shopify's clock: of tokens, cost buckets, bulk operations and the Date header.</summary>
    public required TimeProvider Clock { get; init; }

    /// <summary>Where tokens, ids, orders and rates come from. It is used while starting only.</summary>
    public required Random Random { get; init; }

    public required string ClientId { get; init; }

    /// <summary>What the app gets its tokens by, and what webhooks are signed with.</summary>
    public required string ClientSecret { get; init; }

    /// <summary>That of an older app made in the shop's admin, which never ends; null if there is none.</summary>
    public string? AccessToken { get; init; }

    /// <summary>On 127.0.0.1; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>The supported versions of the Admin API, the oldest first. The newest is the app's setting for webhooks.</summary>
    public IReadOnlyList<string> ApiVersions { get; init; } = ["2026-10"];

    /// <summary>Points that the cost bucket holds. Default 2,000: a standard plan's.</summary>
    public int BucketPoints { get; init; } = 2000;

    /// <summary>Points that flow back each second. Default 100: a standard plan's.</summary>
    public int RestoredPointsPerSecond { get; init; } = 100;

    /// <summary>Where faults of the simulator itself are told; nowhere if null.</summary>
    public ILoggerFactory? Loggers { get; init; }
}
