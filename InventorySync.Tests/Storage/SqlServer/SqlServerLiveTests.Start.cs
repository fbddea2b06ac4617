using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>Starts of several instances at once. One of them reads the database, and another binds it before the first one does.</summary>
public sealed partial class SqlServerLiveTests
{
    private static StoreBinding OneLocation => Binding with { LocationIds = [7], SafetyStock = 2 };

    [StoreFact]
    public async Task A_start_that_finds_its_locations_in_force_under_the_lock_recomputes_nothing()
    {
        await _database.MakeTablesAsync("dbo");
        await Store().PrepareAsync(Binding, CancellationToken.None);
        await SyncAsync(Store(), 1_000);
        await ExecuteAsync("UPDATE dbo.Sku SET Available = 98");

        await StartAsync(OneLocation, "BindDatabase", async () =>
        {
            await Store().PrepareAsync(OneLocation, CancellationToken.None);
            Assert.Equal("0", await ScalarAsync("SELECT Available FROM dbo.Sku"));
            await ExecuteAsync("UPDATE dbo.Sku SET Available = 99");
        });

        Assert.Equal("99", await ScalarAsync("SELECT Available FROM dbo.Sku"));
    }

    /// <summary>Of apps with different settings the last one to bind the database wins, with all of its settings.</summary>
    [StoreFact]
    public async Task A_start_that_another_one_overtakes_binds_the_database_to_all_of_its_own_settings()
    {
        await _database.MakeTablesAsync("dbo");
        await Store().PrepareAsync(Binding, CancellationToken.None);

        await StartAsync(
            Binding with { SafetyStock = 1 }, "BindDatabase", () => Store().PrepareAsync(OneLocation, CancellationToken.None));

        Assert.Equal("1", await ScalarAsync("SELECT SafetyStock FROM dbo.SyncState"));
        Assert.Equal("0", await ScalarAsync("SELECT count(*) FROM dbo.IncludedLocation"));
    }

    [StoreFact]
    public async Task A_start_that_fails_to_recompute_leaves_the_old_settings_all_of_them()
    {
        await _database.MakeTablesAsync("dbo");
        await Store().PrepareAsync(Binding, CancellationToken.None);

        await Assert.ThrowsAsync<OperationCanceledException>(
            () => StartAsync(OneLocation, "RecomputeAvailability", () => throw new OperationCanceledException()));

        Assert.Equal("0", await ScalarAsync("SELECT SafetyStock FROM dbo.SyncState"));
        Assert.Equal("0", await ScalarAsync("SELECT count(*) FROM dbo.IncludedLocation"));
    }

    [StoreFact]
    public async Task A_start_that_leaves_the_locations_as_they_are_does_not_wait_for_the_changes_under_way()
    {
        await _database.MakeTablesAsync("dbo");
        await using var other = new SqlConnection(_database.ConnectionString);
        await other.OpenAsync();
        await using var change = (SqlTransaction)await other.BeginTransactionAsync();
        await using (var gate = new SqlCommand("EXEC dbo.TakeLock N'InventorySync:apply', N'Shared'", other, change))
            await gate.ExecuteNonQueryAsync();

        var limit = TimeSpan.FromSeconds(10);
        var options = new SqlServerOptions { CommandTimeout = limit, FullSyncCommandTimeout = limit };
        var store = SqlServerFixture.OpenStore(_database.ConnectionString, options, TimeProvider.System);
        await store.PrepareAsync(Binding, CancellationToken.None);
        await store.PrepareAsync(Binding with { SafetyStock = 4 }, CancellationToken.None);

        Assert.Equal("4", await ScalarAsync("SELECT SafetyStock FROM dbo.SyncState"));
    }

    /// <summary>A start during which something else happens, once, before it sends one of its statements.</summary>
    private Task StartAsync(StoreBinding binding, string statement, Func<Task> before)
    {
        var clock = new TestClock(DateTimeOffset.UnixEpoch) { MovesItself = true };
        var sessions = new OvertakenSessions(_database.ConnectionString, clock, statement, before);
        return new SqlServerInventoryStore(_database.ConnectionString, new SqlServerOptions(), clock, sessions)
            .PrepareAsync(binding, CancellationToken.None);
    }

    private sealed class OvertakenSessions(string connectionString, TimeProvider clock, string statement, Func<Task> before)
        : SqlServerSessions(connectionString, new SqlServerStatements("dbo"), clock, new Random(1))
    {
        private Func<Task>? _before = before;

        protected override SqlServerSession SessionOn(
            SqlConnection connection, TimeSpan timeout, CancellationToken cancellationToken) =>
            new OvertakenSession(connection, timeout, SendingAsync, cancellationToken);

        private Task SendingAsync(string name)
        {
            if (name != statement || _before is not { } happens) return Task.CompletedTask;
            _before = null;
            return happens();
        }
    }

    private sealed class OvertakenSession(
        SqlConnection connection, TimeSpan timeout, Func<string, Task> sendingAsync, CancellationToken cancellationToken)
        : SqlServerSession(connection, new SqlServerStatements("dbo"), timeout, cancellationToken)
    {
        public override async Task<T> QueryAsync<T>(SqlServerStatement statement, SqlCommand command, Func<SqlServerAnswer, Task<T>> read)
        {
            await sendingAsync(statement.Name);
            return await base.QueryAsync(statement, command, read);
        }
    }
}
