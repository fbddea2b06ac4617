using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Benchmarks.Samples;

/// <summary>An INSERT for each table, prepared once, with a parameter for each of its first columns.</summary>
internal sealed class BareStatements(SqliteConnection connection) : IDisposable
{
    private readonly Dictionary<string, SqliteCommand> _inserts = new(StringComparer.Ordinal);
    private SqliteTransaction? _transaction;

    public void Use(SqliteTransaction transaction) => _transaction = transaction;

    public void Run(string table, params ReadOnlySpan<object?> values)
    {
        if (!_inserts.TryGetValue(table, out var insert)) _inserts.Add(table, insert = Prepare(table, values.Length));
        for (var i = 0; i < values.Length; i++) insert.Parameters[i].Value = values[i] ?? DBNull.Value;
        insert.ExecuteNonQuery();
    }

    private SqliteCommand Prepare(string table, int columns)
    {
        var names = string.Join(
            ", ", Enumerable.Range(0, columns).Select(column => string.Create(CultureInfo.InvariantCulture, $"$p{column}")));
        var insert = connection.CreateCommand();
#pragma warning disable CA2100 // the tables' names are this project's own
        insert.CommandText = $"INSERT INTO {table} VALUES ({names})";
#pragma warning restore CA2100
        insert.Transaction = _transaction;
        for (var column = 0; column < columns; column++)
            insert.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"$p{column}") });
        return insert;
    }

    public void Dispose()
    {
        foreach (var insert in _inserts.Values) insert.Dispose();
    }
}
