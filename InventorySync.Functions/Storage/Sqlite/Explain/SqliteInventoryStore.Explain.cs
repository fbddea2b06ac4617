using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<SkuFacts>> GetSkuFactsAsync(string? sku, long? variantId, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<SkuFacts>>(
        session =>
        {
            (string, object?)[] asked = [("@sku", sku), ("@variantId", variantId), ("@limit", limit)];
            var levels = session.All("ReadSkuLevels", row => (ItemId: row.GetInt64(0), Level: LevelAt(row)), asked).ToLookup(row => row.ItemId, row => row.Level);
            var lookUps = session.All("ReadSkuLookUps", ReadLookUp, asked);
            var failed = session.All("ReadSkuFailedChanges", FailedChangeAt, [.. asked, ("@most", SkuFacts.MostFailedChanges)]);
            return [.. session.All("ReadSkuFacts", FactsAt, asked).Select(facts => facts.With(levels, lookUps, failed))];
        },
        cancellationToken);

    private static SkuFacts FactsAt(Row row) => new(
        row.GetInt64(0), row.GetInt64(1), row.GetInt64(2),
        row.Observed(7, new VariantDetails(row.TextOrNull(3), row.TextOrNull(4), row.GetString(5), SqliteRow.Price(row.GetString(6)))),
        row.PresenceAt(10), row.GetString(12), row.GetString(13), row.IsDBNull(14) ? null : row.GetBoolean(14), row.IntOrNull(15), row.IntOrNull(16),
        row.IsDBNull(17) ? null : new SkuPolicy(row.GetInt64(0), row.GetInt32(17), row.TextOrNull(18), row.Time(19)),
        row.GetInt32(20), row.IntOrNull(21),
        row.IsDBNull(28) ? null : new HeldProduct(row.IsDBNull(24) ? null : row.Observed(24, new ProductDetails(row.GetString(22), row.GetString(23))), row.PresenceAt(27)),
        row.IsDBNull(34) ? null : new HeldItem(row.IsDBNull(30) ? null : row.Observed(30, row.GetBoolean(29)), row.PresenceAt(33)));

    private static HeldLevel LevelAt(Row row) => new(
        row.GetInt64(1), row.IsDBNull(3) ? null : row.Observed(3, row.IntOrNull(2)), new Presence(row.GetBoolean(6), row.Time(7)), row.GetBoolean(8), row.GetBoolean(9),
        row.IsDBNull(10) ? null : new HeldLocation(row.GetString(10), row.GetBoolean(11), row.GetBoolean(12), row.Time(13)));
}
