using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>Whether a download may replace what the tables hold. Judged after everything is staged, before anything is replaced.</summary>
internal static class Guard
{
    /// <returns>Why it must not; null if it may.</returns>
    public static Refusal? FindReasonToRefuse(
        BulkOperation operation, DownloadedFile file, StagedCounts staged, long? variantsBefore, FullSyncOptions options) =>
        FindFault(operation, file) is { } fault ? new Refusal(fault)
        : variantsBefore is { } before && HasShrunk(before, staged.Variants, options.MaxShrinkPercent)
            ? new Refusal(
                $"the store has shrunk from {before} variants to {staged.Variants}, by more than {options.MaxShrinkPercent}% "
                + "(InventorySync__MaxShrinkPercent); if that is right, let one run through by `full-sync --approve-shrink`",
                IsShrink: true)
        : options.StrictCounts && FindDoubt(operation, file, staged) is { } doubt ? new Refusal(doubt)
        : null;

    private static string? FindFault(BulkOperation operation, DownloadedFile file) => operation switch
    {
        { IsCompleted: false } => $"the bulk operation is {operation.Status}, not COMPLETED",
        // No size and no address is how Shopify says that there are no results.
        _ when (operation.FileSize ?? 0) != file.Bytes =>
            $"the download has {file.Bytes} bytes, but the bulk operation says {operation.FileSize ?? 0}: "
            + "it was cut short or is another file",
        _ when operation.RootObjectCount != file.Roots =>
            $"the download has {file.Roots} variants, but the bulk operation says {operation.RootObjectCount}",
        _ => null,
    };

    private static string? FindDoubt(BulkOperation operation, DownloadedFile file, StagedCounts staged) =>
        operation.ObjectCount != file.Lines
        ? $"the download has {file.Lines} lines, but the bulk operation counted {operation.ObjectCount} objects"
        : staged.ItemsWithFewerLevels > 0 ? $"{staged.ItemsWithFewerLevels} items have fewer levels than their locationsCount"
        : null;

    private static bool HasShrunk(long before, long now, int maxPercent) => (before - now) * 100 > before * maxPercent;
}
