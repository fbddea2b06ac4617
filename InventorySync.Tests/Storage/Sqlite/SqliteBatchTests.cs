using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;

namespace InventorySync.Tests.Storage.Sqlite;

/// <summary>A batch of changes and the ends of its transaction.</summary>
public sealed class SqliteBatchTests : IAsyncLifetime
{
    private static readonly UnixTime Now = new(100_000_000_000);

    private SqliteStoreUnderTest _database = null!;

    public async Task InitializeAsync() => _database = await PreparedAsync();

    public Task DisposeAsync() => _database.DisposeAsync().AsTask();

    [Theory]
    [InlineData("LoadLevels")]
    [InlineData("InsertLevels")]
    [InlineData("InsertLookUps")]
    [InlineData("COMMIT")]
    public async Task A_batch_that_fails_anywhere_before_its_commit_leaves_nothing_and_is_applied_by_the_next_try(string where)
    {
        var isAway = true;
        using var store = StoreThat(statement =>
        {
            if (isAway && statement == where) throw new IOException($"away at {where}");
        });

        await Assert.ThrowsAsync<IOException>(() => ApplyAsync(store));
        Assert.Empty(await LevelsAsync());
        Assert.Empty(await _database.QueryAsync("SELECT Id FROM PendingLookUp"));

        isAway = false;
        Assert.All(await ApplyAsync(store), applied => Assert.Equal(Outcome.Applied, applied.Get<LevelChange>().Available));
        Assert.Equal(3, (await LevelsAsync()).Count);
    }

    /// <summary>As after a commit whose answer was lost: the whole is repeated from the load.</summary>
    [Fact]
    public async Task A_batch_that_is_applied_again_says_repeat_and_changes_nothing()
    {
        using var store = StoreThat(_ => { });
        await ApplyAsync(store);
        var before = await LevelsAsync();

        var again = await ApplyAsync(store);

        Assert.All(again, applied => Assert.Equal(Outcome.Repeat, applied.Get<LevelChange>().Available));
        Assert.Equal(before, await LevelsAsync());
    }

    /// <summary>Under the file's lock it never happens: it is the alarm for a lock that was forgotten.</summary>
    [Fact]
    public async Task A_row_that_is_not_as_it_was_loaded_fails_the_batch_and_is_not_overwritten()
    {
        using var store = StoreThat(_ => { });
        await ApplyAsync(store);
        var kept = new RegistersOfBefore();
        using var faulty = new SqliteInventoryStore(
            _database.ConnectionString, TimeSpan.FromMinutes(2), new SqlText("Sqlite"), executing: null, kept.Of);
        await faulty.ApplyAsync([Level(11, 7, 5, at: 20)], Now, CancellationToken.None);
        await store.ApplyAsync([Level(11, 7, 6, at: 30)], Now, CancellationToken.None);

        var fault = await Assert.ThrowsAsync<LostUpdateException>(
            () => faulty.ApplyAsync([Level(11, 7, 9, at: 40)], Now, CancellationToken.None));

        Assert.Equal(
            "UpdateLevels wrote 0 of 1 rows: another transaction has changed what was loaded.", fault.Message);
        Assert.Contains("11|7|6", await LevelsAsync());
    }

    private static async Task<SqliteStoreUnderTest> PreparedAsync()
    {
        var database = new SqliteStoreUnderTest();
        await database.Open().PrepareAsync(new StoreBinding("shop.myshopify.com", [], TimeSpan.FromMinutes(2)), CancellationToken.None);
        return database;
    }

    private SqliteInventoryStore StoreThat(Action<string> executing) =>
        new(_database.ConnectionString, TimeSpan.FromMinutes(2), new SqlText("Sqlite"), executing);

    private static Task<IReadOnlyList<Applied>> ApplyAsync(SqliteInventoryStore store) => store.ApplyAsync(
        [Level(11, 7, 5, at: 10), Level(11, 8, 3, at: 10), Level(12, 7, 1, at: 10)], Now, CancellationToken.None);

    private Task<IReadOnlyList<string>> LevelsAsync() =>
        _database.QueryAsync("SELECT InventoryItemId, LocationId, Available FROM InventoryLevel ORDER BY InventoryItemId, LocationId");

    private static LevelObservation Level(long item, long location, int available, long at)
    {
        var time = new UnixTime(at * 1_000_000_000);
        return new LevelObservation(item, location, new Observation<int?>(available, time, time, ObservedBy.Webhook), Presence: null);
    }

    /// <summary>A fault: the registers of the first batch are kept in hand for the second.</summary>
    private sealed class RegistersOfBefore
    {
        private RegisterSet? _kept;

        public IChangeTransaction Of(IChangeTransaction transaction) => new Transaction(this, transaction);

        private sealed class Transaction(RegistersOfBefore before, IChangeTransaction transaction) : IChangeTransaction
        {
            public async Task<RegisterSet> LoadAsync(ChangeKeys keys)
            {
                var loaded = await transaction.LoadAsync(keys);
                return before._kept is { } kept ? kept : before._kept = loaded;
            }

            public Task<NeedSet> LoadNeedsAsync(IReadOnlyList<LookUpKey> keys, MergeTimes times) =>
                transaction.LoadNeedsAsync(keys, times);

            public Task WriteAsync(IReadOnlyList<TableWrite> writes) => transaction.WriteAsync(writes);
        }
    }
}
