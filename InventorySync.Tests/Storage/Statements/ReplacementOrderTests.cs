using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Storage.SqlServer;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>
/// The last transaction of a full sync runs the same statements in the same order in both stores, so that what the simulation proves of
/// one is true of the other.
/// </summary>
public sealed class ReplacementOrderTests
{
    /// <summary>The statements that one store has alone, or at another place, and what forces it to.</summary>
    private static readonly Dictionary<string, string> Different = new(StringComparer.Ordinal)
    {
        ["HoldsLease"] = "SQL Server asks it in BeginReplacement: the fence is a lock on the run's row there.",
        ["DeduplicateStaging"] = "SQL Server does it before it takes the lock that changes wait for. SQLite has one writer anyway, and "
            + "fills the raw tables by it, which a download that is discarded must not touch: so it comes after BeginReplacement.",
        ["TruncateRaw"] = "Readers of SQL Server's raw tables wait from the truncation to the commit, so it comes last. SQLite's never "
            + "wait.",
        ["RefillRaw"] = "It goes with the truncation.",
    };

    [Fact]
    public async Task Both_stores_run_the_statements_in_one_order_but_for_those_that_an_engine_forbids()
    {
        var (sqlite, sqlServer) = (await OfSqliteAsync(), await OfSqlServerAsync());

        Assert.Equal(sqlite.Where(name => !Different.ContainsKey(name)), sqlServer.Where(name => !Different.ContainsKey(name)));
        Assert.Contains("RecordLevelDrift", sqlite);
        Assert.Contains("WriteVariantDrift", sqlite);
    }

    [Fact]
    public async Task Each_difference_is_where_its_reason_says()
    {
        var (sqlite, sqlServer) = (await OfSqliteAsync(), await OfSqlServerAsync());

        Assert.Equal(["HoldsLease", "BeginReplacement", "CountStaged", "DeduplicateStaging", "CompareDownload"], sqlite[..5]);
        Assert.Equal(["DeduplicateStaging", "BeginReplacement", "CountStaged", "CompareDownload"], sqlServer[..4]);
        Assert.Equal(["MeasureDrift", "TruncateRaw", "RefillRaw", "SucceedRun", "ClearStaging"], sqlServer[^5..]);
        Assert.Equal(
            Different.Keys.Order(StringComparer.Ordinal),
            Different.Keys.Where(name => sqlite.Contains(name) || sqlServer.Contains(name)).Order(StringComparer.Ordinal));
    }

    /// <summary>Of a run that is not the first, and that finds a variant's details different.</summary>
    private static async Task<List<string>> OfSqliteAsync()
    {
        using var folder = new TempFolder();
        List<string> executed = [];
        using var store = new SqliteInventoryStore(
            folder.Database("inventory.db"), TimeSpan.Zero, new SqlText("Sqlite"), executed.Add);
        await store.PrepareAsync(new StoreBinding("shop.myshopify.com", [], TimeSpan.Zero), CancellationToken.None);
        foreach (var (title, at) in ((string, UnixTime)[])[("Small", new(1)), ("Large", new(2))])
        {
            var leased = await store.TryLeaseRunAsync("me", mayStart: true, at, TimeSpan.FromMinutes(2), CancellationToken.None);
            var lease = new RunLease(leased!.Id, "me");
            await store.SaveProgressAsync(
                lease, new SyncProgress(SyncState.Downloading, title, at, 1, 1, 1, 1), at, CancellationToken.None);
            await store.StageAsync(
                lease,
                new StagedBatch(
                    [new StagedVariant(101, 1001, 11, new VariantDetails(null, null, title, 1m), "Shirt", "ACTIVE", true, at, at, at, 0)],
                    [], []),
                CancellationToken.None);
            executed.Clear();
            await store.ReplaceAsync(lease, new Replacement(at, at, at), CancellationToken.None);
        }

        return [.. executed.Intersect(new SqlText("Sqlite").Names)];
    }

    private static async Task<List<string>> OfSqlServerAsync()
    {
        var calls = new StoreCalls();
        await calls.RunAsync("replace again");

        // Once with either way to empty the raw tables.
        return [.. calls.Sent.Take(calls.Sent.Count / 2).Select(command => command.CommandText).Select(
            text => SqlFiles.Statements.Single(name => SqlFiles.Statement(name).Text == text))];
    }
}
