using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>Whether a download may replace what the tables hold. Judged after everything is staged, before anything is replaced.</summary>
internal static class Guard
{
    /// <returns>Why it must not; null if it may.</returns>
    public static string? FindReasonToRefuse(BulkOperation operation, DownloadedFile file, StagedCounts staged, long? variantsBefore, FullSyncOptions options) => operation switch
    {
        { IsCompleted: false } => $"the bulk operation is {operation.Status}, not COMPLETED",
        // No size and no address is how Shopify says that there are no results.
        _ when (operation.FileSize ?? 0) != file.Bytes =>
            $"the download has {file.Bytes} bytes, but the bulk operation says {operation.FileSize ?? 0}: it was cut short or is another file",
        _ when operation.RootObjectCount != file.Roots => $"the download has {file.Roots} variants, but the bulk operation says {operation.RootObjectCount}",
        _ when variantsBefore is { } before && HasShrunk(before, staged.Variants, options.MaxShrinkPercent) =>
            $"the store has shrunk from {before} variants to {staged.Variants}, by more than {options.MaxShrinkPercent}% (InventorySync__MaxShrinkPercent)",
        _ when options.StrictCounts && operation.ObjectCount != file.Lines => $"the download has {file.Lines} lines, but the bulk operation counted {operation.ObjectCount} objects",
        _ when options.StrictCounts && staged.ItemsWithFewerLevels > 0 => $"{staged.ItemsWithFewerLevels} items have fewer levels than their locationsCount",
        _ => null,
    };

    private static bool HasShrunk(long before, long now, int maxPercent) => (before - now) * 100 > before * maxPercent;
}
