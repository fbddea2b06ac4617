using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What is known of one row that a full sync found different, for its cause to be decided.</summary>
/// <param name="Id">Of the row.</param>
/// <param name="Kind">One of <see cref="DriftKinds"/>.</param>
/// <param name="UpdatedAt">Shopify's stamp on its record; null where that is gone.</param>
/// <param name="LevelAvailable">Of a level that was connected or disconnected, its number.</param>
/// <param name="HasFailed">Whether a delivery about it, triggered between the change and the read, is in FailedChange.</param>
/// <param name="HandledAt">Our clock when the first delivery that would have told was applied or dropped; null if none is known.</param>
public sealed record DriftEvidence(
    long Id, string Kind, string? Was, string? Became, UnixTime? UpdatedAt, bool IsInFlight, int? LevelAvailable = null,
    bool HasFailed = false, UnixTime? HandledAt = null);

/// <summary>What is known of the full sync that found it, and of what happened before it.</summary>
/// <param name="EndedAt">Our clock when it replaced the tables.</param>
/// <param name="ReadAt">Shopify's clock when its read began, to the end of that second.</param>
/// <param name="PreviousReadAt">Shopify's clock when the read of the one before it began; 0 where there is none.</param>
/// <param name="PreviousSeenAt">Until when that one had seen everything for certain: a replica may lag.</param>
/// <param name="Refusals">Hours in which deliveries were answered 401, since then.</param>
/// <param name="Gaps">When subscriptions were missing, as far as that reaches until then.</param>
public sealed record RunEvidence(
    long RunId, UnixTime EndedAt, UnixTime ReadAt, UnixTime PreviousReadAt, UnixTime PreviousSeenAt, IReadOnlyList<RefusedHour> Refusals,
    IReadOnlyList<SubscriptionGap> Gaps)
{
    /// <summary>Bulk operations have whole seconds.</summary>
    internal static UnixTime EndOfSecond(UnixTime createdAt) => createdAt.Add(TimeSpan.FromSeconds(1));
}

/// <summary>An hour in which deliveries of a topic were answered 401.</summary>
/// <param name="Hour">Since 1970 UTC, on our clock.</param>
public sealed record RefusedHour(long Hour, string Topic);

/// <summary>A time, on Shopify's clock, in which webhooks of a topic were lost for want of a right subscription.</summary>
/// <param name="LostSince">When a check had last found it right: it was lost some time after.</param>
public sealed record SubscriptionGap(string Topic, UnixTime LostSince, UnixTime RepairedAt);
