using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<SkuFacts>> GetSkuFactsAsync(
        string? sku, long? variantId, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadSkuFacts",
            async answer =>
            {
                var levels = (await answer.AllAsync(ExplainRows.Level)).ToLookup(row => row.InventoryItemId, row => row.Level);
                var lookUps = await answer.AllAsync(LookUpRows.LookUp);
                var failed = await answer.AllAsync(FailedChangeRows.FailedChange);
                return (await answer.AllAsync(ExplainRows.Facts)).ConvertAll(facts => facts.With(levels, lookUps, failed));
            },
            ("@sku", Normal.Cut(sku, Normal.ShortLength)), ("@variantId", variantId), ("@limit", limit),
            ("@most", SkuFacts.MostFailedChanges)),
        cancellationToken);

    public async Task<IReadOnlyList<LoggedObservation>> GetObservationsAsync(
        long? inventoryItemId, long? variantId, long? productId, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadObservations", answer => answer.AllAsync(ExplainRows.Observation),
            ("@inventoryItemId", inventoryItemId), ("@variantId", variantId), ("@productId", productId), ("@limit", limit)),
        cancellationToken);
}
