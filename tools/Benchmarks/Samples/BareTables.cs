using InventorySync.FullSync;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;

namespace Benchmarks.Samples;

/// <summary>
/// The floor under a full sync: its rows in its tables, with their indexes, inserted one after the other in one transaction.
/// </summary>
internal static class BareTables
{
    public static async Task FillAsync(string file, Catalogue catalogue, CancellationToken cancellationToken)
    {
        var connection = $"Data Source={file};Pooling=False";
        using (var store = new SqliteInventoryStore(connection))
            await store.PrepareAsync(new StoreBinding(SampleShop.Domain, [], TimeSpan.FromMinutes(2)), cancellationToken);

        using var session = new SqliteSession(connection, new SqlText("Sqlite"));
        using var statements = new BareStatements(session.Connection);
        using var transaction = session.Connection.BeginTransaction(deferred: false);
        statements.Use(transaction);
        var seenAt = catalogue.ReadAt.Nanoseconds;
        foreach (var batch in catalogue.Batches(BulkLineReader.BatchRows))
        {
            foreach (var variant in batch.Variants) Insert(statements, variant, seenAt);
            foreach (var level in batch.Levels) Insert(statements, level, seenAt);
        }

        transaction.Commit();
    }

    private static void Insert(BareStatements statements, StagedVariant v, long seenAt)
    {
        var price = SqliteRow.Text(v.Details.Price);
        statements.Run(
            "RawSkusFromShopify", v.VariantId, v.ProductId, v.InventoryItemId, v.Details.Sku, v.Details.Barcode, v.ProductTitle,
            v.Details.Title, price, v.ProductStatus, 1, v.VariantUpdatedAt.Nanoseconds, v.ProductUpdatedAt.Nanoseconds,
            v.ItemUpdatedAt.Nanoseconds, 1);
        statements.Run(
            "Sku", v.VariantId, v.ProductId, v.InventoryItemId, v.Details.Sku, v.Details.Barcode, v.Details.Title, price,
            v.VariantUpdatedAt.Nanoseconds, seenAt, 1, v.ProductTitle, v.ProductStatus, 1, 42, 0, seenAt);
        statements.Run("InventoryItem", v.InventoryItemId, 1, v.ItemUpdatedAt.Nanoseconds, seenAt, 1, 0, seenAt);
        if (v.VariantId % Catalogue.VariantsOfProduct == 0)
            statements.Run(
                "Product", v.ProductId, v.ProductTitle, v.ProductStatus, v.ProductUpdatedAt.Nanoseconds, seenAt, 1, 0, seenAt, seenAt);
    }

    private static void Insert(BareStatements statements, StagedLevel l, long seenAt)
    {
        statements.Run(
            "RawInventoryLevelsFromShopify", l.InventoryItemId, l.LocationId, l.Available, l.OnHand, l.Committed, l.Incoming,
            l.UpdatedAt.Nanoseconds);
        statements.Run(
            "InventoryLevel", l.InventoryItemId, l.LocationId, l.Available, l.UpdatedAt.Nanoseconds, seenAt, 1, 1, seenAt, l.OnHand,
            l.Committed, l.Incoming);
    }
}
