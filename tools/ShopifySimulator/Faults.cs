namespace ShopifySimulator;

/// <summary>What goes wrong, and how often. Everything is off at first and may be set at any time; rates go from 0 to 1.</summary>
public sealed class Faults
{
    /// <summary>Deliveries that are never made.</summary>
    public double WebhookLossRate { get; set; }

    /// <summary>Deliveries that are made twice, with one webhook id.</summary>
    public double WebhookDuplicationRate { get; set; }

    /// <summary>Each delivery waits a random time up to this one, so that they overtake each other.</summary>
    public TimeSpan WebhookReordering { get; set; }

    /// <summary>Every delivery waits for so long after its payload was assembled.</summary>
    public TimeSpan WebhookDelay { get; set; }

    /// <summary>A payload is assembled so long after what triggered it, from what the shop is then.</summary>
    public TimeSpan LatePayload { get; set; }

    /// <summary>
    /// Whether X-Shopify-Triggered-At is cut to the second, so that it does not say which of two changes within one second was the later.
    /// </summary>
    public bool TriggersInWholeSeconds { get; set; }

    /// <summary>
    /// Whether a payload is dropped that equals any one sent within <see cref="Webhooks.Debounce.Window"/>, so that 5 -> 4 -> 5 may end
    /// with 4, or only one that equals the last, which loses nothing. Shopify does not say which it does.
    /// </summary>
    public bool DebounceLosesReturns { get; set; }

    /// <summary>Calls of the Admin API that are answered 429.</summary>
    public double ApiTooManyRequestsRate { get; set; }

    /// <summary>Calls of the Admin API that are answered 503.</summary>
    public double ApiUnavailableRate { get; set; }

    /// <summary>
    /// How far the replica behind every read of the API, bulk operations included, is behind the shop. At most
    /// <see cref="Shop.SimulatedShop.LongestLag"/>.
    /// </summary>
    public TimeSpan ReplicaLag { get; set; }

    /// <summary>How the next bulk operation ends; it is <see cref="BulkFault.None"/> again afterwards.</summary>
    public BulkFault NextBulkOperation { get; set; }

    /// <summary>How long a bulk operation takes beside its work.</summary>
    public TimeSpan BulkDuration { get; set; }

    /// <summary>
    /// The version of the API in which webhooks come, as the app's setting in the Dev Dashboard has it; null for the newest.
    /// </summary>
    public string? WebhookApiVersion { get; set; }

    /// <summary>Scopes that the app was not granted, so that their topics cannot be subscribed.</summary>
    public IReadOnlyList<string> ScopesNotGranted { get; set; } = [];

    /// <summary>Whether the app gets no access token, as one of another organisation than the shop's.</summary>
    public bool ShopNotPermitted { get; set; }

    /// <summary>Whether bulk queries are refused with ACCESS_DENIED, as of a partner's app that did not ask for them.</summary>
    public bool BulkAccessDenied { get; set; }
}

/// <summary>How a bulk operation may end badly.</summary>
public enum BulkFault
{
    None,

    /// <summary>FAILED with INTERNAL_SERVER_ERROR, and a partialDataUrl that must not be loaded.</summary>
    Fails,

    /// <summary>CANCELED by Shopify itself, as when it stalls.</summary>
    IsCanceled,

    /// <summary>COMPLETED, but the download breaks off in the middle of a line.</summary>
    DownloadCutShort,

    /// <summary>COMPLETED, but the file ends after half of its lines; the counts are those of the whole.</summary>
    LinesMissing,

    /// <summary>COMPLETED, with a file and counts of half of the variants.</summary>
    VariantsMissing,

    /// <summary>COMPLETED, with at most one level of each item.</summary>
    LevelsMissing,

    /// <summary>COMPLETED, but the url has expired.</summary>
    UrlExpired,
}
