using InventorySync.Inventory;

namespace InventorySync.Shopify;

/// <summary>A bulk operation as Shopify shows it.</summary>
/// <param name="Status">CREATED, RUNNING, COMPLETED, CANCELING, CANCELED, FAILED or EXPIRED; kept as text, since a newer one must not break
/// the reading.</param>
/// <param name="CreatedAt">Shopify's clock when it was made, in whole seconds: when the read began.</param>
/// <param name="FileSize">Bytes; null until it is known.</param>
/// <param name="Url">Where the result is; null where it is not ready, or empty.</param>
public sealed record BulkOperation(
    string Id, string Status, string? ErrorCode, UnixTime CreatedAt, long ObjectCount, long RootObjectCount, long? FileSize, Uri? Url)
{
    public bool IsUnderWay => Status is "CREATED" or "RUNNING" or "CANCELING";

    public bool IsCompleted => Status is "COMPLETED";

    /// <summary>Also Shopify's own doing, when an operation stalls.</summary>
    public bool IsCanceled => Status is "CANCELED";
}
