namespace InventorySync.Explain;

/// <summary>
/// Why a SKU shows its number: what GET api/sku/{code} answers, as docs/status.md describes it. Fields are added, and never renamed or
/// removed within a <see cref="Version"/>.
/// </summary>
/// <param name="At">When this was put together, on our clock.</param>
/// <param name="Asked">As it was asked for.</param>
/// <param name="Skus">Every variant that may be meant, since Shopify lets several have one code: live ones first.</param>
public sealed record SkuExplanation(int Version, DateTimeOffset At, string Asked, IReadOnlyList<ExplainedSku> Skus)
{
    public const int CurrentVersion = 1;
}

/// <summary>Whether the tables say what Shopify says.</summary>
/// <param name="Differences">What readers see and Shopify says otherwise, a line each.</param>
/// <param name="Since">Shopify's stamp on the first change that is not here; null where nothing tells.</param>
/// <param name="Repair">What will put it right, and when; null where there is nothing to put right.</param>
public sealed record SkuVerdict(
    SkuAgreement Agreement, string Text, IReadOnlyList<string> Differences, DateTimeOffset? Since, string? Repair);

/// <summary>What a comparison came to.</summary>
public enum SkuAgreement
{
    Equal,
    Differs,

    /// <summary>Shopify was not asked, or did not answer.</summary>
    Unknown,
}

/// <summary>How many are kept back.</summary>
/// <param name="By">"setting" or "policy".</param>
/// <param name="Note">A policy's.</param>
/// <param name="SetAt">A policy's.</param>
public sealed record SkuSafetyStock(int Pieces, string By, string? Note, DateTimeOffset? SetAt);

/// <summary>A register of the variant, its product or its item.</summary>
/// <param name="Name">Such as "variant details" or "item presence".</param>
/// <param name="Value">What is held, in words.</param>
/// <param name="Version">Null while nothing has been seen.</param>
public sealed record SkuRegister(string Name, string Value, SkuVersion? Version);

/// <summary>Where a value came from.</summary>
/// <param name="UpdatedAt">Shopify's stamp on its record; null of presence, which has none.</param>
/// <param name="SeenAt">When it was seen, on Shopify's clock; a read counts as seen the margin earlier.</param>
/// <param name="By">"webhook", "full sync 7", "look-up", "probe" or "read"; null of presence, which keeps its time only.</param>
public sealed record SkuVersion(DateTimeOffset? UpdatedAt, DateTimeOffset SeenAt, string? By);

/// <summary>A location's number, here and at Shopify.</summary>
/// <param name="Location">Its name; its id where that is not known.</param>
/// <param name="Available">Null while it is not known.</param>
/// <param name="WhyNotCounted">Null where it counts.</param>
/// <param name="Version">Of the number.</param>
/// <param name="ConnectedSeenAt">When it was seen to be connected or not; null where only a number has told of it.</param>
/// <param name="AtShopify">Null where Shopify has none, or was not asked.</param>
public sealed record SkuLevel(
    long LocationId, string Location, int? Available, bool IsConnected, bool IsCounted, string? WhyNotCounted, SkuVersion? Version,
    DateTimeOffset? ConnectedSeenAt, int? AtShopify, DateTimeOffset? AtShopifyUpdatedAt);

/// <summary>What Shopify says now.</summary>
/// <param name="At">When it was asked, on our clock.</param>
/// <param name="Exists">Null where it did not answer; so with the next.</param>
/// <param name="Available">The sum over the locations that count here.</param>
/// <param name="Failure">Why it did not answer.</param>
public sealed record SkuAtShopify(DateTimeOffset At, bool? Exists, bool? Tracked, int? Available, string? Failure);

/// <summary>A look-up that waits.</summary>
public sealed record SkuLookUp(string Kind, long Id, string Reason, DateTimeOffset AskedAt, DateTimeOffset NotBefore, int Tries);

/// <summary>A change that could not be read or applied, and is not repaired.</summary>
public sealed record SkuFailedChange(string Id, string Kind, string? Topic, string Reason, DateTimeOffset ReceivedAt, int Tries);

/// <summary>An observation with what became of it.</summary>
public sealed record SkuObservation(
    DateTimeOffset At, string Source, string Kind, string? Topic, string? Location, string? Value, string Outcome, string? Reason,
    DateTimeOffset? UpdatedAt, DateTimeOffset SeenAt, long? LocationId, string? WebhookId, long? SyncRunId);
