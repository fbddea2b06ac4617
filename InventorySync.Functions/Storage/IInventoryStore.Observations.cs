using InventorySync.Inventory;

namespace InventorySync.Storage;

public partial interface IInventoryStore
{
    /// <summary>Writes observations down, in one transaction. Repeated after a lost answer it may write them twice, which misleads nobody.</summary>
    Task RecordObservationsAsync(IReadOnlyList<LoggedObservation> observations, CancellationToken cancellationToken);

    /// <summary>
    /// The last observations of a variant: of its item, of its product and itself, and of the locations of its item's levels; and what full syncs repaired of them. The newest
    /// first. What an instance has not written yet is not among them.
    /// </summary>
    /// <param name="inventoryItemId">Null to leave the item out; so with the others.</param>
    Task<IReadOnlyList<LoggedObservation>> GetObservationsAsync(long? inventoryItemId, long? variantId, long? productId, int limit, CancellationToken cancellationToken);

    /// <summary>Removes observations that are old, in one transaction of at most <paramref name="limit"/> rows. What full syncs found goes with them (<see cref="DeleteHistoryAsync"/>).</summary>
    /// <returns>How many rows were removed; fewer than <paramref name="limit"/> means that nothing is left to remove.</returns>
    Task<int> DeleteObservationsAsync(UnixTime recordedBefore, int limit, CancellationToken cancellationToken);

    /// <summary>Adds up what an instance has answered deliveries. Repeated after a lost answer it may count twice, which nobody would notice.</summary>
    /// <param name="keepFrom">Hours that were over before it are removed.</param>
    Task RecordDeliveriesAsync(IReadOnlyList<DeliveryCount> deliveries, UnixTime keepFrom, CancellationToken cancellationToken);

    /// <summary>What the tables hold of the variants that a person may mean: those with this code, and the one with this id; live ones first, then by their ids.</summary>
    /// <param name="sku">A merchant's code; null to look for none.</param>
    /// <param name="variantId">Null to look for none.</param>
    Task<IReadOnlyList<SkuFacts>> GetSkuFactsAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken);
}
