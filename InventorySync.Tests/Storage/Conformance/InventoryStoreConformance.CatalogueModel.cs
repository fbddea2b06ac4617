using CsCheck;
using InventorySync.Inventory;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task Webhooks_of_products_items_and_levels_in_any_order_and_number_end_in_the_rows_that_the_model_says() =>
        await Gen.Select(GenAnyWebhook.Array[1, 12], Gen.Int[0, 1_000_000]).SampleAsync(
            async (webhooks, seed) =>
            {
                var random = new Random(seed);
                object[] shuffled = [.. webhooks, .. webhooks.Where(_ => random.Next(3) == 0)];
                random.Shuffle(shuffled);

                await Database.ExecuteAsync(
                    "DELETE FROM Product; DELETE FROM Sku; DELETE FROM InventoryItem; DELETE FROM InventoryLevel; DELETE "
                        + "FROM UnreadVariant; "
                        + "DELETE FROM PendingLookUp; DELETE FROM EarlySync; DELETE FROM LookUpWindow");
                foreach (var webhook in shuffled) await ApplyAnyAsync(webhook);
                Assert.Equal(new CatalogueModel(webhooks).Rows(), await CatalogueAsync());
            },
            iter: 250, threads: 1);

    /// <summary>Few values of each, so that ties are common: one product of three variants, two items, one location.</summary>
    private static Gen<object> GenAnyWebhook => Gen.Frequency(
        (6, GenList.Select(list => (object)list)),
        (1, Gen.Int[1, 4].Select(seenAt => (object)Deleted(seenAt))),
        (1, Gen.Int[1, 4].Select(seenAt => (object)MustRead(seenAt))),
        (3, Gen.Select(
            Gen.Bool, Gen.Int[1, 2], Gen.Int[1, 4], Gen.Int[1, 2],
            (tracked, updatedAt, seenAt, item) => (object)Tracks(tracked, updatedAt, seenAt, item))),
        (1, Gen.Select(Gen.Int[1, 4], Gen.Int[1, 2], (seenAt, item) => (object)ItemDeleted(seenAt, item))),
        (3, Gen.Select(GenWebhook, Gen.Int[1, 2], (level, item) => (object)(level with { InventoryItemId = item }))));

    private static Gen<ProductObservation> GenList => Gen.Select(
        Gen.Int[1, 4], Gen.Int[1, 2], Gen.Int[0, 1], Gen.Select(Gen.Int[0, 4], Gen.Int[1, 2], Gen.Int[1, 2], Gen.Int[0, 1]).Array[3],
        (seenAt, updatedAt, title, variants) => Listed(
            seenAt,
            updatedAt,
            [.. variants.Select((variant, i) => (variant, i))
                .Where(v => v.variant.Item1 >= 2)
                .Select(v => Body(v.i + 1, v.variant.Item2, v.variant.Item4 == 0 ? "A" : "B", v.variant.Item3))],
            [.. variants.Select((variant, i) => (variant, i))
                .Where(v => v.variant.Item1 == 1)
                .Select(v => ((long)v.i + 1, (double)v.variant.Item3))], title == 0 ? "A" : "B"));

    private Task ApplyAnyAsync(object webhook) => webhook switch
    {
        ProductObservation product => ApplyAsync(product),
        ItemObservation item => ApplyAsync(item),
        LevelObservation level => ApplyAsync(level),
        _ => throw new ArgumentException($"There is no webhook {webhook}.", nameof(webhook)),
    };

    private async Task<IReadOnlyList<string>> CatalogueAsync() =>
    [
        .. await Database.QueryAsync("SELECT 'product', Title, Status, IsDeleted FROM Product"),
        .. await Database.QueryAsync("SELECT 'item', InventoryItemId, Tracked, IsDeleted FROM InventoryItem ORDER BY InventoryItemId"),
        .. await Database.QueryAsync(
            "SELECT 'variant', VariantId, InventoryItemId, Sku, ProductTitle, ProductStatus, Tracked, Available, IsDeleted "
            + "FROM Sku ORDER BY VariantId"),
    ];
}
