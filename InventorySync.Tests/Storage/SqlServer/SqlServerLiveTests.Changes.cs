using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed partial class SqlServerLiveTests
{
    /// <summary>The client says so by an InvalidOperationException, as it does of its caller's faults.</summary>
    [StoreFact]
    public async Task A_commit_that_finds_its_connection_gone_is_begun_again_from_the_load()
    {
        var store = await PrepareAsync(async (session, commit) =>
        {
            await session.CloseAsync();
            await commit();
        });

        var change = await store.ApplyLevelAsync(Level(11, 7, 1), At(9_000), CancellationToken.None);

        Assert.Equal(Outcome.Applied, change.Available);
        Assert.Equal("1", await ScalarAsync("SELECT Available FROM dbo.InventoryLevel"));
    }

    [StoreFact]
    public async Task Of_a_commit_whose_answer_is_lost_the_second_try_finds_a_repeat()
    {
        var store = await PrepareAsync(async (_, commit) =>
        {
            await commit();
            throw new UnknownCommitException(new InvalidOperationException());
        });

        var change = await store.ApplyLevelAsync(Level(11, 7, 1), At(9_000), CancellationToken.None);

        Assert.Equal(Outcome.Repeat, change.Available);
        Assert.Equal(("1", "1"), (
            await ScalarAsync("SELECT Available FROM dbo.InventoryLevel"), await ScalarAsync("SELECT count(*) FROM dbo.PendingLookUp")));
    }

    /// <summary>The lock of the item would be held by the pooled connection if its transaction were left open.</summary>
    [StoreFact]
    public async Task A_change_that_fails_leaves_neither_rows_nor_locks()
    {
        var store = await PrepareAsync((_, _) => throw new IOException("The disk is full."));

        await Assert.ThrowsAsync<IOException>(() => store.ApplyLevelAsync(Level(11, 7, 1), At(9_000), CancellationToken.None));
        Assert.Equal("0", await ScalarAsync("SELECT count(*) FROM dbo.InventoryLevel"));

        var change = await Store().ApplyLevelAsync(Level(11, 7, 2), At(9_000), CancellationToken.None);
        Assert.Equal(Outcome.Applied, change.Available);
    }

    /// <summary>As if another program wrote without the item's lock.</summary>
    [StoreFact]
    public async Task A_row_that_changes_between_load_and_write_is_no_lost_update()
    {
        var store = await PrepareAsync(
            (_, commit) => commit(),
            beforeWrite: () => ExecuteAsync("UPDATE dbo.InventoryLevel SET AvailableSeenAt = AvailableSeenAt + 1"));
        await Store().ApplyLevelAsync(Level(11, 7, 1), At(9_000), CancellationToken.None);

        var change = await store.ApplyLevelAsync(Level(11, 7, 2), At(9_000), CancellationToken.None);

        Assert.Equal(Outcome.Applied, change.Available);
        Assert.Equal($"{At(5_002).Nanoseconds}", await ScalarAsync("SELECT AvailableSeenAt FROM dbo.InventoryLevel"));
    }

    [StoreFact]
    public async Task One_change_that_a_row_does_not_take_does_not_keep_the_others_back()
    {
        var store = await PrepareAsync((_, commit) => commit());
        await ExecuteAsync("ALTER TABLE dbo.InventoryLevel ADD CONSTRAINT CK_Test CHECK (Available < 100)");

        var applied = await store.ApplyAsync(
            [Level(11, 7, 1), Level(12, 7, 100), Level(13, 7, 3)], At(9_000), CancellationToken.None);
        await ExecuteAsync("ALTER TABLE dbo.InventoryLevel DROP CONSTRAINT CK_Test");

        Assert.Equal([true, false, true], applied.Select(change => change.Fault is null));
        Assert.Throws<SqlException>(() => applied[1].Get<LevelChange>());
        Assert.Equal("2", await ScalarAsync("SELECT count(*) FROM dbo.InventoryLevel WHERE InventoryItemId IN (11, 13)"));
        Assert.Equal("2", await ScalarAsync("SELECT count(*) FROM dbo.InventoryLevel"));
    }

    private async Task<SqlServerInventoryStore> PrepareAsync(
        Func<TamperedSession, Func<Task>, Task> firstCommit, Func<Task>? beforeWrite = null)
    {
        await _database.MakeTablesAsync("dbo");
        await Store().PrepareAsync(Binding, CancellationToken.None);
        var store = new SqlServerInventoryStore(
            _database.ConnectionString, new SqlServerOptions(), TimeProvider.System,
            new TamperedSessions(_database.ConnectionString, firstCommit, beforeWrite));
        await store.OpenAsync(Binding, CancellationToken.None);
        return store;
    }

    /// <summary>Whose first commit, and first write, are not left alone.</summary>
    private sealed class TamperedSessions(
        string connectionString, Func<TamperedSession, Func<Task>, Task> firstCommit, Func<Task>? beforeWrite)
        : SqlServerSessions(
            connectionString, new SqlServerStatements("dbo"), new TestClock(DateTimeOffset.UnixEpoch) { MovesItself = true }, new Random(1))
    {
        private Func<TamperedSession, Func<Task>, Task>? _firstCommit = firstCommit;
        private Func<Task>? _beforeWrite = beforeWrite;

        protected override SqlServerSession SessionOn(SqlConnection connection, TimeSpan timeout, CancellationToken cancellationToken) =>
            new TamperedSession(
                connection, () => Interlocked.Exchange(ref _firstCommit, null), () => Interlocked.Exchange(ref _beforeWrite, null),
                cancellationToken);
    }

    private sealed class TamperedSession(
        SqlConnection connection, Func<Func<TamperedSession, Func<Task>, Task>?> takeCommit, Func<Func<Task>?> takeWrite,
        CancellationToken cancellationToken)
        : SqlServerSession(connection, new SqlServerStatements("dbo"), TimeSpan.FromMinutes(1), cancellationToken)
    {
        private readonly SqlConnection _connection = connection;

        public Task CloseAsync() => _connection.CloseAsync();

        public override Task CommitAsync() => takeCommit() is { } tampered ? tampered(this, base.CommitAsync) : base.CommitAsync();

        public override async Task<T> QueryAsync<T>(SqlServerStatement statement, SqlCommand command, Func<SqlServerAnswer, Task<T>> read)
        {
            if (statement.Name.StartsWith("UpdateLevels", StringComparison.Ordinal) && takeWrite() is { } tamper) await tamper();
            return await base.QueryAsync(statement, command, read);
        }
    }
}
