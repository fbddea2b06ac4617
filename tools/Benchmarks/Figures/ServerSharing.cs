using System.Runtime.CompilerServices;
using Benchmarks.Measuring;
using Benchmarks.Samples;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace Benchmarks.Figures;

/// <summary>
/// The same on SQL Server, where a database is given: <see cref="Variable"/> names one that is migrated, holds nothing that matters, and
/// is reached by an address and a port (Server=127.0.0.1,1433).
/// </summary>
internal sealed class ServerSharing : IFigures
{
    private const string Variable = "INVENTORYSYNC_BENCH_SQLSERVER";
    private const double LeastSpeed = 2;
    private const int Judged = 24;

    private static readonly Catalogue Shop = new(2_000);
    private static readonly TimeProvider Clock = TimeProvider.System;

    public async IAsyncEnumerable<Figure> MeasureAsync(Pace pace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } connectionString) yield break;
        var store = await OpenAsync(connectionString, cancellationToken);
        await FillAsync(store, cancellationToken);
        var bare = new BareServer(connectionString);
        var changes = new LevelChanges(Shop);
        var count = pace.IsQuick ? 100 : 1_000;
        foreach (var waiting in (int[])[1, 8, Judged, 64])
        {
            List<double> perCommit = [];
            var pair = await Pair.OfAsync(
                pace.IsQuick ? 1 : 5,
                () => ChangeSharing.TimeTogetherAsync(store, waiting, count, changes, perCommit),
                () => ChangeSharing.TimeAsync(waiting, count, changes, bare.UpsertAsync));
            foreach (var figure in ChangeSharing.Figures(pair, perCommit, "SQL Server", waiting, waiting == Judged ? LeastSpeed : null))
                yield return figure;
        }

        foreach (var (text, milliseconds) in ((string, double)[])[("as it is", 0), ("1 ms", 1)])
        {
            var server = new SqlConnectionStringBuilder(connectionString);
            using var wire = milliseconds > 0 ? WireTo(server, TimeSpan.FromMilliseconds(milliseconds)) : null;
            if (wire is not null) server.DataSource = Texts.Invariant($"127.0.0.1,{wire.Port}");
            var behind = await OpenAsync(server.ConnectionString, cancellationToken);
            var floor = new BareServer(server.ConnectionString);
            var pair = await Pair.OfAsync(
                pace.Rounds, () => OneAsync(row => behind.ApplyAsync<LevelChange>(row.ToObservation(), row.At, cancellationToken), changes),
                () => OneAsync(floor.UpsertAsync, changes));
            yield return new Figure(
                $"one change at the store (SQL Server), round trip {text}; beside the bare UPSERT", Texts.Duration(pair.Ours),
                Texts.Duration(pair.Baseline), Pair.Times(pair.Ratio), "", IsMet: null);
        }
    }

    private static SlowWire WireTo(SqlConnectionStringBuilder server, TimeSpan roundTrip)
    {
        var parts = server.DataSource.Split(',');
        return SlowWire.To(parts[0], int.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture), roundTrip);
    }

    private static async Task<SqlServerInventoryStore> OpenAsync(string connectionString, CancellationToken cancellationToken)
    {
        var store = new SqlServerInventoryStore(connectionString, new SqlServerOptions(), Clock, new Random(1));
        await store.OpenAsync(new StoreBinding(SampleShop.Domain, [], TimeSpan.FromMinutes(2)), cancellationToken);
        return store;
    }

    private static async Task FillAsync(SqlServerInventoryStore store, CancellationToken cancellationToken)
    {
        foreach (var numbers in Enumerable.Range(0, Shop.Variants).Chunk(50))
        {
            await store.ApplyAsync(
                [.. numbers.Select(number => Read(number))], UnixTime.From(Clock.GetUtcNow()), cancellationToken);
        }
    }

    private static ItemRead Read(int number) => new(
        Shop.ItemId(number), Shop.ReadAt,
        new ItemSnapshot(
            Tracked: true, Shop.ReadAt, [new LevelSnapshot(Catalogue.LocationOf(0), 1, Shop.ReadAt)],
            [
                new VariantSnapshot(
                    1_000_000 + number, new VariantDetails($"SKU-{number}", null, "M", 1m), Shop.ReadAt,
                    new ProductSnapshot(2_000_000 + (number / 10), new ProductDetails("Shirt", "ACTIVE"), Shop.ReadAt)),
            ]));

    /// <returns>The median, in seconds.</returns>
    private static async Task<double> OneAsync(Func<LevelRow, Task> apply, LevelChanges changes)
    {
        List<double> seconds = [];
        for (var i = 0; i < 20; i++)
        {
            var began = Clock.GetTimestamp();
            await apply(changes.Next());
            seconds.Add(Clock.GetElapsedTime(began).TotalSeconds);
        }

        return seconds.Order().ElementAt(seconds.Count / 2);
    }
}
