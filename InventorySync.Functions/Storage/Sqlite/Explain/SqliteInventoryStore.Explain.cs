namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<SkuFacts>> GetSkuFactsAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<SkuFacts>>(
            session =>
            {
                (string, object?)[] asked = [("@sku", sku), ("@variantId", variantId), ("@limit", limit)];
                var levels = session.All("ReadSkuLevels", ExplainRows.Level, asked).ToLookup(row => row.InventoryItemId, row => row.Level);
                var lookUps = session.All("ReadSkuLookUps", LookUpRows.LookUp, asked);
                var failed = session.All(
                    "ReadSkuFailedChanges", FailedChangeRows.FailedChange, [.. asked, ("@most", SkuFacts.MostFailedChanges)]);
                return [.. session.All("ReadSkuFacts", ExplainRows.Facts, asked).Select(facts => facts.With(levels, lookUps, failed))];
            },
            cancellationToken);

    public Task<IReadOnlyList<LoggedObservation>> GetObservationsAsync(
        long? inventoryItemId, long? variantId, long? productId, int limit,
        CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<LoggedObservation>>(
        session => session.All(
            "ReadObservations", ExplainRows.Observation,
            ("@inventoryItemId", inventoryItemId), ("@variantId", variantId), ("@productId", productId), ("@limit", limit)),
        cancellationToken);
}
