using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Sqlite;

public sealed class SqliteMigrationsTests : IDisposable
{
    private const string OldView = "DROP VIEW IF EXISTS SkuLive; CREATE VIEW SkuLive AS SELECT 1 AS Old;";
    private static readonly StoreBinding Binding = new("shop.myshopify.com", [], TimeSpan.FromMinutes(2));

    private readonly TempFolder _folder = new();

    private string ConnectionString => _folder.Database("inventory.db");

    [Fact]
    public async Task A_file_with_the_logic_of_another_version_is_brought_to_this_ones_at_the_start()
    {
        SqliteMigrations.Run(ConnectionString, OldView, "Logic-of-another");
        Assert.Equal(["1"], await QueryAsync("SELECT Old FROM SkuLive"));

        await PrepareAsync();

        Assert.Empty(await QueryAsync("SELECT Sellable FROM SkuLive"));
        Assert.Equal(SqliteMigrations.Scripts.All, await QueryAsync("SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName"));
    }

    /// <summary>Back to an earlier text is a change as well.</summary>
    [Fact]
    public async Task Logic_that_was_in_force_before_is_applied_again_after_another()
    {
        await PrepareAsync();
        SqliteMigrations.Run(ConnectionString, OldView, "Logic-of-another");

        await PrepareAsync();

        Assert.Empty(await QueryAsync("SELECT Sellable FROM SkuLive"));
        Assert.Equal(SqliteMigrations.Scripts.All, await QueryAsync("SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName"));
    }

    [Fact]
    public async Task A_start_on_a_file_of_this_version_waits_for_nobody_who_migrates()
    {
        await PrepareAsync();
        using var migrates = FileLock.Take(ConnectionString);

        await PrepareAsync();

        Assert.Equal(SqliteMigrations.Scripts.All, await QueryAsync("SELECT ScriptName FROM SchemaVersions ORDER BY ScriptName"));
    }

    /// <summary>One that was restored from a backup.</summary>
    [Fact]
    public async Task A_file_of_this_version_without_a_write_ahead_log_gets_one_at_the_start()
    {
        await PrepareAsync();
        await SqliteFile.ExecuteAsync(ConnectionString, "PRAGMA journal_mode = DELETE");

        await PrepareAsync();

        Assert.Equal(["wal"], await QueryAsync("PRAGMA journal_mode"));
    }

    [Fact]
    public async Task Logic_that_fails_changes_nothing_and_is_named()
    {
        await PrepareAsync();

        var refused = Assert.Throws<StoreRefusedException>(
            () => SqliteMigrations.Run(ConnectionString, "DROP VIEW SkuLive; CREATE VIEW SkuLive AS nonsense;", "Logic-wrong"));

        Assert.Contains("Logic-wrong failed", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await QueryAsync("SELECT Sellable FROM SkuLive"));
        await PrepareAsync();
    }

    [Fact]
    public async Task A_file_of_a_newer_version_is_refused()
    {
        await PrepareAsync();
        await SqliteFile.ExecuteAsync(
            ConnectionString, "INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('9999-later.sql', 0)");

        var refused = await Assert.ThrowsAsync<StoreRefusedException>(PrepareAsync);

        Assert.Contains("newer version of this app (it has 9999-later.sql)", refused.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private Task<IReadOnlyList<string>> QueryAsync(string sql) => SqliteFile.QueryAsync(ConnectionString, sql);

    private async Task PrepareAsync()
    {
        using var store = new SqliteInventoryStore(ConnectionString);
        await store.PrepareAsync(Binding, CancellationToken.None);
    }
}
