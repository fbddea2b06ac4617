using System.Globalization;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InventorySync.Tests.Storage.Sqlite;

/// <summary>A real database file in a folder of its own.</summary>
public sealed class SqliteStoreUnderTest : StoreUnderTest
{
    private readonly DirectoryInfo _folder = BriefFolder.Create();
    private readonly List<SqliteInventoryStore> _stores = [];

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "inventory.db")};Pooling=False";

    public override IInventoryStore Open()
    {
        var store = new SqliteInventoryStore(ConnectionString);
        _stores.Add(store);
        return store;
    }

    public override async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount)
                .Select(i => reader.IsDBNull(i) ? "null" : Convert.ToString(reader.GetValue(i), CultureInfo.InvariantCulture))));
        return rows;
    }

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public override Task<RuleUnderTest> OpenRuleAsync() => Task.FromResult(new RuleUnderTest(
        new SqliteSession(ConnectionString, new SqlText("Sqlite")).Connection,
        "SELECT decide_read(@heldUpdatedAt, @heldSeenAt, @updatedAt, @seenAt, @sign)",
        "SELECT decide_presence(@heldIsPresent, @heldSeenAt, @isPresent, @seenAt)",
        "SELECT decide_location(@heldState, @heldSeenAt, @state, @seenAt)"));

    public override ValueTask DisposeAsync()
    {
        foreach (var store in _stores) store.Dispose();
        _folder.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
