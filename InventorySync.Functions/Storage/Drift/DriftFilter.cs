using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>Which rows that full syncs had to repair are meant; what is null chooses nothing away.</summary>
/// <param name="Sku">A merchant's code.</param>
/// <param name="VariantId">Or the variant itself: with both, either.</param>
public sealed record DriftFilter(long? RunId = null, string? Sku = null, long? VariantId = null, DriftCause? Cause = null);

/// <summary>A row that a full sync had to repair, for people.</summary>
/// <param name="EndedAt">Our clock when it was repaired.</param>
/// <param name="Sku">The variant's code, or the first one's of its item or product; null where there is none.</param>
/// <param name="Location">The location's name; null where it is about none, or it is not known.</param>
/// <param name="UpdatedAt">Since when it was wrong, by Shopify's stamp; null where its record is gone.</param>
/// <param name="Direction">Null until the cause has been looked for.</param>
/// <param name="IsSettled">Whether the cause is the last word.</param>
public sealed record DriftEntry(
    long RunId, UnixTime EndedAt, string Kind, string? Sku, long? VariantId, long? ProductId, long? InventoryItemId, long? LocationId,
    string? Location, string? Was, string? Became, UnixTime? UpdatedAt, DriftDirection? Direction, DriftCause? Cause, bool IsSettled);

/// <summary>The rows of one run and cause together.</summary>
/// <param name="Cause">Null for rows whose cause has not been looked for, such as those of before causes were kept.</param>
/// <param name="WorstWrongSeconds">Of the row that had been wrong the longest; null where none has a stamp.</param>
/// <param name="Unsettled">Rows whose cause may still turn out to be another.</param>
public sealed record DriftTotal(
    long RunId, DriftCause? Cause, long Rows, long TooHigh, long TooLow, long? WorstWrongSeconds, long Unsettled);
