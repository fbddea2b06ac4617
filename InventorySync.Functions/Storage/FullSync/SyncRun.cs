using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>One full sync, as its row stands.</summary>
/// <param name="Owner">The instance that holds the lease; null when none does.</param>
/// <param name="VariantsInStore">Variants of the last success, which the shrink guard compares with; null before the first.</param>
/// <param name="ReadersWaited">How long readers of the raw tables waited for its last transaction; null where the store does not make them
/// wait, or it has not succeeded.</param>
/// <param name="IsDryRun">Whether it only shows what it would change.</param>
public sealed record SyncRun(
    long Id,
    SyncState State,
    string? Owner,
    UnixTime LeasedUntil,
    UnixTime StartedAt,
    UnixTime? EndedAt,
    SyncProgress Progress,
    long? VariantsInStore,
    SyncReport? Report,
    string? Error,
    TimeSpan? ReadersWaited = null,
    bool IsDryRun = false);

/// <summary>Where a full sync is. The numbers are stored in the tables.</summary>
public enum SyncState
{
    /// <summary>Leased; whether its bulk operation has been started is not written down yet.</summary>
    Starting = 1,

    /// <summary>Shopify works on the bulk operation.</summary>
    WaitingForShopify = 2,

    /// <summary>The result is being read into the staging tables.</summary>
    Downloading = 3,

    /// <summary>The tables are being replaced, in one transaction.</summary>
    Replacing = 4,

    /// <summary>The tables hold what the download said.</summary>
    Succeeded = 5,

    /// <summary>Nothing was replaced; Error says why.</summary>
    Failed = 6,

    /// <summary>A newer download had been applied already, so this one was dropped.</summary>
    Discarded = 7,
}

/// <summary>How far a run is.</summary>
/// <param name="BulkOperationId">The GID of Shopify's bulk operation; null until it is known.</param>
/// <param name="BulkCreatedAt">When Shopify made it, on Shopify's clock, in whole seconds; null until it is known.</param>
/// <param name="ObjectCount">Objects that Shopify says it has found so far.</param>
/// <param name="FileSize">Bytes of the result, once it is known.</param>
/// <param name="BytesRead">Bytes of the result read so far.</param>
/// <param name="RowsStaged">Rows staged so far.</param>
public sealed record SyncProgress(
    SyncState State,
    string? BulkOperationId = null,
    UnixTime? BulkCreatedAt = null,
    long ObjectCount = 0,
    long? FileSize = null,
    long BytesRead = 0,
    long RowsStaged = 0);

/// <summary>The right to write as a run: every write of a run is refused once another instance holds its lease.</summary>
public readonly record struct RunLease(long RunId, string Owner);
