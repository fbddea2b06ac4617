using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.FullSync;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;

namespace Benchmarks.Figures;

/// <summary>What a full sync writes to Sku when a hundredth of it has changed, beside writing all of it again.</summary>
internal sealed class DeltaWrite : IFigures
{
    private const double Most = 0.25;
    private static readonly TimeProvider Clock = TimeProvider.System;

    /// <summary>Of the last transaction, in its order: what comes before Sku is written, and what writes it.</summary>
    private static readonly string[] Before =
    [
        "DeduplicateStaging", "CompareDownload", "ReplaceProducts", "ReplaceItems", "ReplaceLevels",
    ];
    private static readonly string[] WritesSku = ["ReplaceSkus", "RecomputeAvailability"];

    private const string FromCopy = "INSERT INTO Sku SELECT * FROM SkuCopy";

    private const string FromRaw =
        """
        INSERT INTO Sku
        SELECT r.VariantId, r.ProductId, r.InventoryItemId, r.Sku, r.Barcode, r.VariantTitle, r.Price,
               r.VariantUpdatedAt, c.DetailsSeenAt, c.DetailsObservedBy,
               p.Title, p.Status, i.Tracked, a.Available, 0, c.PresenceSeenAt
        FROM RawSkusFromShopify AS r
        JOIN SkuCopy AS c ON c.VariantId = r.VariantId
        JOIN Product AS p ON p.ProductId = r.ProductId
        JOIN InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
        JOIN ItemAvailability AS a ON a.InventoryItemId = r.InventoryItemId
        """;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var variants = pace.IsQuick ? 8_148 : 100_000;
        using var folder = new TempFolder();
        var connection = $"Data Source={folder.File("inventory.db")};Pooling=False";
        using var store = new SqliteInventoryStore(connection);
        await store.PrepareAsync(new StoreBinding(SampleShop.Domain, [], TimeSpan.FromMinutes(2)), cancellationToken);
        await new SampleSync(store, new Catalogue(variants)).FillAsync(cancellationToken);

        var (version, rounds) = (0, pace.IsQuick ? 1 : 5);
        var copied = await Pair.OfAsync(
            rounds, () => DeltaAsync(new Catalogue(variants, ++version)), () => Task.FromResult(RewriteAll(connection, FromCopy)));
        yield return new Figure(
            Texts.Invariant($"writing Sku in a full sync in which 1% of {variants:N0} variants changed; beside a full rewrite of Sku"),
            Texts.Duration(copied.Ours), Texts.Duration(copied.Baseline), Pair.Share(copied.Ratio), $"<= {Pair.Share(Most)}",
            copied.Ratio <= Most);

        // A batch that truncates and fills again has to find out what it fills in; the delta does so as well.
        var computed = await Pair.OfAsync(
            rounds, () => DeltaAsync(new Catalogue(variants, ++version)), () => Task.FromResult(RewriteAll(connection, FromRaw)));
        yield return new Figure(
            "the same; beside a full rewrite that computes its rows from the downloaded ones", Texts.Duration(computed.Ours),
            Texts.Duration(computed.Baseline), Pair.Share(computed.Ratio), "", IsMet: null);

        async Task<double> DeltaAsync(Catalogue catalogue)
        {
            var sync = new SampleSync(store, catalogue);
            var lease = await sync.StageAsync(
                async stage =>
                {
                    foreach (var batch in catalogue.Batches(BulkLineReader.BatchRows)) await stage(batch);
                },
                cancellationToken);
            using var session = new SqliteSession(connection, new SqlText("Sqlite"));
            Execute(session, Before, lease, sync.Replacement);
            var seconds = Execute(session, WritesSku, lease, sync.Replacement);
            await store.FailRunAsync(lease, "measured", sync.Replacement.Now, cancellationToken);
            return seconds;
        }
    }

    /// <returns>Seconds.</returns>
    private static double Execute(SqliteSession session, IReadOnlyList<string> names, RunLease lease, Replacement replacement)
    {
        var began = Clock.GetTimestamp();
        session.Begin();
        foreach (var name in names)
        {
            // As SqliteReplacement does it: every statement may name any of these.
#pragma warning disable CA1857 // the names above
            session.Execute(
                name, ("@runId", lease.RunId), ("@seenAt", replacement.SeenAt.Nanoseconds), ("@now", replacement.Now.Nanoseconds),
                ("@waitNanoseconds", 0L), ("@notBefore", 0L));
#pragma warning restore CA1857
        }

        session.Commit();
        return Clock.GetElapsedTime(began).TotalSeconds;
    }

    private static double RewriteAll(string connection, string fill)
    {
        using var session = new SqliteSession(connection, new SqlText("Sqlite"));
        Run("CREATE TEMP TABLE SkuCopy AS SELECT * FROM Sku");
        var began = Clock.GetTimestamp();
        Run($"BEGIN IMMEDIATE; DELETE FROM Sku; {fill}; COMMIT");
        return Clock.GetElapsedTime(began).TotalSeconds;

        void Run(string sql)
        {
            using var command = session.Connection.CreateCommand();
#pragma warning disable CA2100 // the texts above
            command.CommandText = sql;
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }
    }
}
