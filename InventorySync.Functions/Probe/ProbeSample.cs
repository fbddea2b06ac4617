using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;

namespace InventorySync.Probe;

/// <summary>
/// Draws the items of a probe, those that have changed last and some of the others, and reads them from Shopify by one query.
/// </summary>
/// <param name="random">Draws the others.</param>
public sealed class ProbeSample(IProbeStore store, InventoryReader items, Random random)
{
    /// <summary>
    /// Of each kind; together what one query of items holds (<see cref="InventoryReader.ItemsPerQuery"/>), some 700 points of it every five
    /// minutes.
    /// </summary>
    private const int Recent = 10, ByLot = 10;

    /// <summary>The prime of the lot's order.</summary>
    private const int LotModulus = 1_000_003;

    /// <returns>By the items' ids.</returns>
    /// <exception cref="ShopifyCallException">Shopify did not answer.</exception>
    internal async Task<Dictionary<long, ItemRead>> ReadAsync(CancellationToken cancellationToken)
    {
        var ids = await store.SampleItemsAsync(Recent, ByLot, random.Next(1, LotModulus), random.Next(LotModulus), cancellationToken);
        return (await items.ReadItemsAsync(ids, cancellationToken)).ToDictionary(read => read.InventoryItemId);
    }
}
