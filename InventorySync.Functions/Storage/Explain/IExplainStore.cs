namespace InventorySync.Storage;

/// <summary>What the tables hold of one SKU, and what was observed of it.</summary>
public interface IExplainStore
{
    /// <summary>
    /// What the tables hold of the variants that a person may mean: those with this code, and the one with this id; live ones first, then
    /// by their ids.
    /// </summary>
    /// <param name="sku">A merchant's code; null to look for none.</param>
    /// <param name="variantId">Null to look for none.</param>
    Task<IReadOnlyList<SkuFacts>> GetSkuFactsAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// The last observations of a variant: of its item, of its product and itself, and of the locations of its item's levels; and what full
    /// syncs repaired of them. The newest first. What an instance has not written yet is not among them.
    /// </summary>
    /// <param name="inventoryItemId">Null to leave the item out; so with the others.</param>
    Task<IReadOnlyList<LoggedObservation>> GetObservationsAsync(
        long? inventoryItemId, long? variantId, long? productId, int limit, CancellationToken cancellationToken);
}
