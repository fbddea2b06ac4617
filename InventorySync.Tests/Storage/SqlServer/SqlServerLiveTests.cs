using InventorySync.Cli.Databases;
using InventorySync.Inventory;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>What only a real server can show, each on a database of its own.</summary>
[NeedsSqlServer]
// one after the other: Babelfish keeps all databases in one catalogue, which two that make tables at once fight over
[Collection("SQL Server")]
public sealed partial class SqlServerLiveTests : IAsyncLifetime
{
    private static readonly StoreBinding Binding = new("shop.myshopify.com", [], TimeSpan.FromMinutes(2));

    private readonly SqlServerFixture _database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _database.DisposeAsync();

    [StoreFact]
    public async Task Migrating_twice_applies_nothing_the_second_time_and_schemas_lie_beside_each_other()
    {
        await _database.MakeAsync();

        Assert.Equal(SqlServerMigrations.Scripts.All, await Migrate("dbo"));
        Assert.Empty(await Migrate("dbo"));
        Assert.Equal(SqlServerMigrations.Scripts.All, await Migrate("inventory"));

        await Store(schema: "dbo").PrepareAsync(Binding, CancellationToken.None);
        await Store(schema: "inventory").PrepareAsync(Binding with { ShopDomain = "other.myshopify.com" }, CancellationToken.None);
    }

    [StoreFact]
    public async Task A_database_with_the_logic_of_another_version_is_refused_until_it_is_migrated()
    {
        await _database.MakeTablesAsync("dbo");
        var journal = SqlServerMigrations.JournalOf("dbo");
        await ForgetLogicAsync();
        await ExecuteAsync("DROP VIEW dbo.SkuLive");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Store().PrepareAsync(Binding, CancellationToken.None));
        Assert.Contains($"it lacks {SqlServerMigrations.Scripts.Logic}", refused.Message, StringComparison.Ordinal);

        Assert.Equal([SqlServerMigrations.Scripts.Logic], await Migrate("dbo"));
        Assert.Equal("0", await ScalarAsync("SELECT count(*) FROM dbo.SkuLive"));
        Assert.Equal("1", await ScalarAsync($"SELECT count(*) FROM {journal} WHERE ScriptName LIKE N'Logic-%'"));
        await Store().PrepareAsync(Binding, CancellationToken.None);
    }

    [StoreFact]
    public async Task A_table_of_that_name_with_other_columns_is_left_alone_and_named()
    {
        await _database.MakeAsync();
        await ExecuteAsync(
            "CREATE TABLE dbo.Sku (Id int NOT NULL, Sku nvarchar(50) NULL); INSERT INTO dbo.Sku (Id, Sku) VALUES (1, N'A');");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Migrate("dbo"));

        Assert.Contains(
            "dbo.Sku exists already and is not this app's: it lacks the columns VariantId", refused.Message, StringComparison.Ordinal);
        Assert.Equal("1", await ScalarAsync("SELECT count(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA = 'dbo'"));
        Assert.Equal("1", await ScalarAsync("SELECT count(*) FROM dbo.Sku"));
    }

    /// <summary>A view that a later version has added, and that another program has made in the meantime.</summary>
    [StoreFact]
    public async Task An_object_that_no_migration_made_is_left_alone_and_named_after_the_first_one_too()
    {
        await _database.MakeTablesAsync("dbo");
        await ForgetLogicAsync();
        await ExecuteAsync(
            $"DELETE FROM {SqlServerMigrations.JournalOf("dbo")} WHERE ScriptName = N'{SchemaScripts.ObjectPrefix}SyncFreshness'; "
            + "DROP VIEW dbo.SyncFreshness;");
        await ExecuteAsync("CREATE VIEW dbo.SyncFreshness AS SELECT 1 AS Theirs");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Migrate("dbo"));

        Assert.StartsWith(
            "dbo.SyncFreshness exists already, and migrate did not make it. ", refused.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("1", await ScalarAsync("SELECT Theirs FROM dbo.SyncFreshness"));
    }

    /// <summary>For one who reads SkuLive: Babelfish alters no view, so the tests drop and make it there.</summary>
    [StoreFact]
    [NotOnBabelfish]
    public async Task What_others_were_granted_on_a_view_outlives_its_next_version()
    {
        await _database.MakeTablesAsync("dbo");
        await ExecuteAsync(
            "CREATE ROLE Reports; CREATE USER reader WITHOUT LOGIN; ALTER ROLE Reports ADD MEMBER reader; "
            + "GRANT SELECT ON dbo.SkuLive TO Reports;");
        await ForgetLogicAsync();
        var next = new SqlServerMigrations(
            _database.ConnectionString, "dbo",
            text => text.Replace("END AS Sellable\n", "END AS Sellable, 7 AS Added\n", StringComparison.Ordinal));

        await next.RunAsync(CancellationToken.None);

        Assert.Equal("0", await ScalarAsync("EXECUTE AS USER = N'reader'; SELECT count(Added) FROM dbo.SkuLive; REVERT;"));
    }

    [StoreFact]
    public async Task An_app_on_a_database_without_its_tables_is_told_to_migrate()
    {
        await _database.MakeAsync();

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => Store().PrepareAsync(Binding, CancellationToken.None));

        Assert.Contains("Run the verb migrate", refused.Message, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task A_wrong_password_and_a_wrong_database_are_each_one_line()
    {
        await _database.MakeAsync();
        var server = new SqlConnectionStringBuilder(_database.ConnectionString) { Pooling = false };

        var login = await Assert.ThrowsAsync<StoreRefusedException>(
            () => Store(connection: new SqlConnectionStringBuilder(server.ConnectionString)
            {
                UserID = "nobody", Password = "Wrong-1-Password",
            }.ConnectionString).PrepareAsync(Binding, CancellationToken.None));
        var database = await Assert.ThrowsAsync<StoreRefusedException>(
            () => Store(connection: new SqlConnectionStringBuilder(server.ConnectionString)
            {
                InitialCatalog = "no_such_database",
            }.ConnectionString).PrepareAsync(Binding, CancellationToken.None));

        Assert.Contains("refused the login of nobody", login.Message, StringComparison.Ordinal);
        Assert.Contains("no_such_database", database.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', database.Message);
    }

    [StoreFact]
    [NotOnBabelfish]
    public async Task The_role_is_enough_for_every_operation_and_nothing_less_is()
    {
        await _database.MakeTablesAsync("dbo");
        var login = "app_" + Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));
        await ExecuteAsync($"CREATE LOGIN {login} WITH PASSWORD = 'Strong-1-Password'; CREATE USER {login} FOR LOGIN {login};");
        try
        {
            var connection = new SqlConnectionStringBuilder(_database.ConnectionString)
            {
                UserID = login, Password = "Strong-1-Password", Pooling = false,
            }.ConnectionString;
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(
                () => Store(connection: connection).PrepareAsync(Binding, CancellationToken.None));
            Assert.DoesNotContain('\n', refused.Message);

            await ExecuteAsync(
                SqlServerStatement.PutIn("dbo", await File.ReadAllTextAsync(Path.Combine(Repository.Root, "infra", "sql-role.sql")))
                + $"\nALTER ROLE InventorySyncApp ADD MEMBER {login};");
            foreach (var mode in (string[])["Truncate", "Delete"])
            {
                var store = Store(connection: connection, mode: mode);
                await store.PrepareAsync(Binding, CancellationToken.None);
                foreach (var operation in StoreCalls.All.Where(operation => !StoreCalls.NeedsRun(operation.Key)))
                    await operation.Value(store, CancellationToken.None);
                await SyncAsync(store, mode == "Truncate" ? 1_000 : 2_000);
            }
        }
        finally
        {
            await ExecuteAsync($"DROP USER {login}; DROP LOGIN {login};");
        }
    }

    [StoreFact]
    public async Task How_long_readers_of_the_raw_tables_waited_is_recorded()
    {
        await _database.MakeTablesAsync("dbo");
        var (truncates, deletes) = (Store(), Store(mode: "Delete"));
        await truncates.PrepareAsync(Binding, CancellationToken.None);

        await SyncAsync(truncates, 1_000);
        Assert.InRange(
            (await truncates.GetLatestRunAsync(CancellationToken.None))!.ReadersWaited!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        await SyncAsync(deletes, 2_000);
        Assert.Equal(TimeSpan.Zero, (await deletes.GetLatestRunAsync(CancellationToken.None))!.ReadersWaited);
        Assert.Equal("1", await ScalarAsync("SELECT count(*) FROM dbo.RawSkusFromShopify"));
    }

    /// <summary>Five real seconds: the server's LOCK_TIMEOUT, whose error has a number of its own on SQL Server only.</summary>
    [StoreFact]
    [NotOnBabelfish]
    public async Task A_truncation_that_finds_the_table_in_use_gives_up_and_is_tried_again()
    {
        await _database.MakeTablesAsync("dbo");
        var first = Store();
        await first.PrepareAsync(Binding, CancellationToken.None);
        await SyncAsync(first, 1_000);
        await using var other = new SqlConnection(_database.ConnectionString);
        await other.OpenAsync();
        var inUse = (SqlTransaction)await other.BeginTransactionAsync();
        await using (var use = new SqlCommand("UPDATE dbo.RawSkusFromShopify SET ProductStatus = N'ACTIVE'", other, inUse))
            await use.ExecuteNonQueryAsync();

        var clock = new TestClock(DateTimeOffset.UnixEpoch) { MovesItself = true, Waiting = _ => inUse.Rollback() };
        var store = Store(clock: clock);
        await store.PrepareAsync(Binding, CancellationToken.None);
        await SyncAsync(store, 2_000);

        Assert.Equal([TimeSpan.FromSeconds(2)], clock.Waits);
        Assert.Equal("2", await ScalarAsync("SELECT max(SyncRunId) FROM dbo.RawSkusFromShopify"));
    }

    [StoreFact]
    public async Task Changes_and_full_syncs_of_several_instances_at_once_end_in_the_right_sum_and_fail_nowhere()
    {
        await _database.MakeTablesAsync("dbo");
        IInventoryStore[] stores = [Store(), Store(), Store()];
        foreach (var store in stores) await store.PrepareAsync(Binding, CancellationToken.None);

        await Task.WhenAll(
            Loop(n => stores[0].ApplyLevelAsync(Level(11, 7, n), At(9_000), CancellationToken.None)),
            Loop(n => stores[1].ApplyLevelAsync(Level(11, 8, n), At(9_000), CancellationToken.None)),
            Loop(n => stores[1].ApplyItemAsync(
                new ItemObservation(11, new Observation<bool>(true, At(5_000 + n), At(5_000 + n), ObservedBy.Webhook), new Presence(
                    IsPresent: true, At(5_000 + n))),
                At(9_000), CancellationToken.None)),
            Loop(n => stores[2].ApplyProductAsync(Product(n), At(9_000), CancellationToken.None)),
            Loop(n => stores[2].ApplyItemReadAsync(new ItemRead(12, At(5_000 + n), null), At(9_000), CancellationToken.None)),
            Syncs());

        Assert.Equal("80", await ScalarAsync("SELECT Available FROM dbo.SkuLive WHERE VariantId = 101"));

        static Task Loop(Func<int, Task> apply) => Task.Factory.StartNew(
            async () =>
            {
                for (var n = 1; n <= 40; n++) await apply(n);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();

        Task Syncs() => Task.Factory.StartNew(
            async () =>
            {
                for (var n = 1; n <= 3; n++) await SyncAsync(stores[0], 1_000 + n);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
    }

    [StoreFact]
    public async Task An_old_table_is_compared_with_this_apps()
    {
        await _database.MakeAsync();
        await Migrate("inventory");
        var store = Store(schema: "inventory");
        await store.PrepareAsync(Binding, CancellationToken.None);
        await SyncAsync(store, 1_000);
        await ExecuteAsync(
            "CREATE TABLE dbo.Sku (VariantId bigint NOT NULL, Code nchar(10) NULL, Price decimal(9,2) NOT NULL); "
            + "INSERT INTO dbo.Sku (VariantId, Code, Price) VALUES (101, N'SKU-1', 20), (999, N'GONE', 1);");

        var result = await new Comparison(
            _database.ConnectionString, "inventory", new OldTable("dbo", "Sku"), "SkuLive", [new ColumnPair("VariantId", "VariantId")],
            [new ColumnPair("Code", "Sku"), new ColumnPair("Price", "Price")]).RunAsync(CancellationToken.None);

        Assert.Equal((2, 1), (result.OldRows, result.NewRows));
        Assert.Equal(["999"], result.Missing);
        Assert.Equal(["101: 20 -> 19.9"], result.Different["Price"]);
        Assert.DoesNotContain("Code=Sku", result.Different.Keys);

        foreach (var (old, schema, advice) in ((string, string, string)[])
        [
            ("Nope", "inventory", "by --old"), ("Sku", "nowhere", "by --schema"),
        ])
        {
            var refused = await Assert.ThrowsAsync<StoreRefusedException>(() => new Comparison(
                _database.ConnectionString, schema, new OldTable("dbo", old), "SkuLive", [new ColumnPair("VariantId", "VariantId")], [])
                    .RunAsync(CancellationToken.None));
            Assert.Contains(advice, refused.Message, StringComparison.Ordinal);
        }
    }

    private static UnixTime At(double seconds) => new((long)(seconds * 1e9));

    private static LevelObservation Level(long item, long location, int n) =>
        new(item, location, new Observation<int?>(n, At(5_000 + n), At(5_000 + n), ObservedBy.Webhook), new Presence(
            IsPresent: true, At(5_000 + n)));

    private static ProductObservation Product(int n) => new(
        1001, ObservedBy.Webhook, new Presence(IsPresent: true, At(5_000 + n)),
        new Observation<ProductDetails>(new ProductDetails("Shirt", "ACTIVE"), At(5_000 + n), At(5_000 + n), ObservedBy.Webhook),
        // The second one moves between two items all the time.
        new VariantListing(
            [
                new VariantObservation(101, 11, new VariantDetails("SKU-1", null, "Small", 19.90m), At(5_000 + n)),
                new VariantObservation(102, n % 2 == 0 ? 11 : 12, new VariantDetails("SKU-2", null, "Large", 19.90m), At(5_000 + n)),
            ],
            []));

    private static async Task SyncAsync(IInventoryStore store, double createdAt)
    {
        var lease = new RunLease(
            (await store.TryLeaseRunAsync("me", mayStart: true, At(9_000), TimeSpan.FromDays(1), CancellationToken.None))!.Id, "me");
        await store.SaveProgressAsync(
            lease, new SyncProgress(SyncState.Replacing, "gid" + createdAt, At(createdAt)), At(99_000), CancellationToken.None);
        await store.ClearStagingAsync(lease, CancellationToken.None);
        var staged = new StagedVariant(
            101, 1001, 11, new VariantDetails("SKU-1", null, "Small", 19.90m), "Shirt", "ACTIVE", Tracked: true, At(1), At(1), At(1), null);
        await store.StageAsync(
            lease, new StagedBatch([staged], [new StagedLevel(11, 7, 0, 0, 0, 0, At(1)), new StagedLevel(11, 8, 0, 0, 0, 0, At(1))], []),
            CancellationToken.None);
        await store.ReplaceAsync(lease, new Replacement(At(createdAt), At(createdAt - 120), At(9_000)), CancellationToken.None);
    }

    private SqlServerInventoryStore Store(
        string schema = "dbo", string mode = "Truncate", string? connection = null, TimeProvider? clock = null) =>
        SqlServerFixture.OpenStore(
            connection ?? _database.ConnectionString, new SqlServerOptions { Schema = schema, ReplaceMode = mode },
            clock ?? TimeProvider.System);

    private Task<IReadOnlyList<string>> Migrate(string schema) =>
        SqlServerFixture.Migrations(_database.ConnectionString, schema).RunAsync(CancellationToken.None);

    /// <summary>As if the logic of another version had been applied last.</summary>
    private Task ForgetLogicAsync() => ExecuteAsync(
        $"UPDATE {SqlServerMigrations.JournalOf("dbo")} SET ScriptName = N'Logic-of-another' "
        + $"WHERE ScriptName = N'{SqlServerMigrations.Scripts.Logic}'");

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> ScalarAsync(string sql)
    {
        await using var connection = new SqlConnection(_database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        return Convert.ToString(await command.ExecuteScalarAsync(), System.Globalization.CultureInfo.InvariantCulture)!;
    }
}
