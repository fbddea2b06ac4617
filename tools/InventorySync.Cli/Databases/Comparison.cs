using System.Data;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace InventorySync.Cli.Databases;

/// <summary>Reads both tables of one database and compares them. It writes nothing.</summary>
internal sealed class Comparison(
    string connectionString, string schema, OldTable old, string view, IReadOnlyList<ColumnPair> keys, IReadOnlyList<ColumnPair> compared)
{
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do.</exception>
    public Task<ComparisonResult> RunAsync(CancellationToken cancellationToken) => SqlServerConnections.RunAsync(
        connectionString,
        async connection => RowComparer.Compare(
            await ReadAsync(
                connection, old.Schema, old.Name, "Say its name by --old, such as dbo.Sku, or take a login that may read it.",
                cancellationToken),
            await ReadAsync(
                connection, schema, view, "Say by --schema where the verb migrate has made this app's tables, or run it.",
                cancellationToken),
            keys, compared),
        cancellationToken);

    private static async Task<TableRows> ReadAsync(
        SqlConnection connection, string schema, string table, string advice, CancellationToken cancellationToken)
    {
        if (!await ExistsAsync(connection, $"[{schema}].[{table}]", cancellationToken))
            throw new StoreRefusedException(
                $"There is no table or view {schema}.{table} in {connection.Database}, or this login may not see it. {advice}");

        var text = SqlFile.Read(typeof(Comparison), "ReadTable")
            .Replace("$schema$", schema, StringComparison.Ordinal).Replace("$table$", table, StringComparison.Ordinal);
        await using var command = new SqlCommand(text, connection)
        {
            CommandTimeout = 600, // seconds; a whole table, beside a shop at work
        };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        string[] columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        List<object?[]> rows = [];
        while (await reader.ReadAsync(cancellationToken))
        {
            var row = new object?[columns.Length];
            reader.GetValues(row!);
            rows.Add(row);
        }

        return new TableRows(columns, rows);
    }

    private static async Task<bool> ExistsAsync(SqlConnection connection, string name, CancellationToken cancellationToken)
    {
        await using var command = new SqlCommand(SqlFile.Read(typeof(Comparison), "FindTable"), connection);
        command.Parameters.Add("@name", SqlDbType.NVarChar, 300).Value = name;
        return await command.ExecuteScalarAsync(cancellationToken) is int;
    }
}
