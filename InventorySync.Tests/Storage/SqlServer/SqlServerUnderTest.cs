using System.Globalization;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>The class's database, empty for each test.</summary>
public sealed class SqlServerUnderTest(SqlServerFixture database) : StoreUnderTest
{
    private bool _isEmpty;

    public SqlServerOptions Options { get; } = new();

    public override IInventoryStore Open()
    {
        if (!_isEmpty) database.MakeTablesAsync(Options.Schema).GetAwaiter().GetResult();
        _isEmpty = true;
        return SqlServerFixture.OpenStore(database.ConnectionString, Options, TimeProvider.System);
    }

    public override async Task<IReadOnlyList<string>> QueryAsync(string sql)
    {
        await using var connection = new SqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await using var reader = await command.ExecuteReaderAsync();
        List<string> rows = [];
        while (await reader.ReadAsync())
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        return rows;
    }

    public override async Task ExecuteAsync(string sql)
    {
        await using var connection = new SqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    public override async Task<RuleUnderTest> OpenRuleAsync()
    {
        var connection = new SqlConnection(database.ConnectionString);
        await connection.OpenAsync();
        return new RuleUnderTest(
            connection,
            $"SELECT Outcome FROM [{Options.Schema}].DecideRead(@heldUpdatedAt, @heldSeenAt, @updatedAt, @seenAt, @sign)",
            $"SELECT Outcome FROM [{Options.Schema}].DecideReadState(@heldIsPresent, @heldSeenAt, @isPresent, @seenAt)",
            $"SELECT Outcome FROM [{Options.Schema}].DecideReadState(@heldState, @heldSeenAt, @state, @seenAt)");
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>As SQLite has them: 1 and 0 for a bit, a price with the digits that it needs and at least two.</summary>
    private static string Text(object value) => value switch
    {
        DBNull => "null",
        bool flag => flag ? "1" : "0",
        decimal price => price.ToString("0.00##", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
