using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<SkuFacts>> GetSkuFactsAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadSkuFacts",
            async answer =>
            {
                var levels = (await answer.AllAsync(row => (ItemId: row.Long(0), Level: LevelAt(row)))).ToLookup(row => row.ItemId, row => row.Level);
                var lookUps = await answer.AllAsync(RowByOrdinal.LookUp);
                var failed = await answer.AllAsync(FailedChangeAt);
                return (await answer.AllAsync(FactsAt)).ConvertAll(facts => facts.With(levels, lookUps, failed));
            },
            ("@sku", TextLimits.Cut(sku, TextLimits.SkuLength)), ("@variantId", variantId), ("@limit", limit), ("@most", SkuFacts.MostFailedChanges)),
        cancellationToken);

    private static SkuFacts FactsAt(Row row) => new(
        row.Long(0), row.Long(1), row.Long(2),
        row.Observed(7, new VariantDetails(row.TextOrNull(3), row.TextOrNull(4), row.GetString(5), row.GetDecimal(6))),
        row.PresenceAt(10), row.GetString(12), row.GetString(13), row.IsDBNull(14) ? null : row.Flag(14), row.IntOrNull(15), row.IntOrNull(16),
        row.IsDBNull(17) ? null : new SkuPolicy(row.Long(0), row.Int(17), row.TextOrNull(18), row.Time(19)),
        row.Int(20), row.IntOrNull(21),
        row.IsDBNull(28) ? null : new HeldProduct(row.IsDBNull(24) ? null : row.Observed(24, new ProductDetails(row.GetString(22), row.GetString(23))), row.PresenceAt(27)),
        row.IsDBNull(34) ? null : new HeldItem(row.IsDBNull(30) ? null : row.Observed(30, row.Flag(29)), row.PresenceAt(33)));

    private static HeldLevel LevelAt(Row row) => new(
        row.Long(1), row.IsDBNull(3) ? null : row.Observed(3, row.IntOrNull(2)), new Presence(row.Flag(6), row.Time(7)), row.Flag(8), row.Flag(9),
        row.IsDBNull(10) ? null : new HeldLocation(row.GetString(10), row.Flag(11), row.Flag(12), row.Time(13)));
}
