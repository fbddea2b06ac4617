using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>What the probe compares with Shopify, and what it found.</summary>
public interface IProbeStore
{
    /// <summary>
    /// Items with live variants: those whose levels have changed last by Shopify's stamps, and some of the others by lot.
    /// </summary>
    /// <param name="factor">From 1 to 1,000,002: with <paramref name="shift"/>, which lot is drawn. The same two draw the same
    /// items.</param>
    /// <param name="shift">From 0 to 1,000,002.</param>
    Task<IReadOnlyList<long>> SampleItemsAsync(int recent, int random, int factor, int shift, CancellationToken cancellationToken);

    /// <summary>What the tables hold of these items; those that they do not hold are left out.</summary>
    Task<IReadOnlyList<ProbedItem>> GetProbedItemsAsync(IReadOnlyList<long> inventoryItemIds, CancellationToken cancellationToken);

    /// <summary>The last probe; null if there has been none.</summary>
    Task<ProbeRecord?> GetProbeAsync(CancellationToken cancellationToken);

    /// <summary>Writes a probe down, and in the same transaction that it asks for a full sync.</summary>
    /// <param name="asked">Null if it does not.</param>
    Task RecordProbeAsync(ProbeRecord probe, EarlySync? asked, CancellationToken cancellationToken);
}
