using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>A run whose download is staged and judged.</summary>
/// <param name="Refusal">Why it may not replace what the tables hold; null if it may.</param>
internal sealed record LoadedRun(BulkOperation Operation, DownloadedFile File, Refusal? Refusal)
{
    /// <summary>What the tables are replaced by.</summary>
    public Replacement ReplacementAt(UnixTime now, TimeSpan staleReadMargin) =>
        new(Operation.CreatedAt, Operation.CreatedAt.Add(-staleReadMargin), now);
}
