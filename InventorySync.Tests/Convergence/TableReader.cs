using System.Globalization;
using Microsoft.Data.Sqlite;

namespace InventorySync.Tests.Convergence;

/// <summary>A reader of the database that is not the app: what it reads are rows as texts, with a bar between the cells.</summary>
internal sealed class TableReader : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, SqliteCommand> _commands = [];

    public TableReader(string connectionString)
    {
        _connection = new SqliteConnection(connectionString);
        _connection.Open();
    }

    public static string Text(object? value) => value is null ? "null" : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    /// <summary>The rows of a query whose first two columns name the row: by that name, with the rest of the row.</summary>
    public Dictionary<string, string> ByName(string sql) =>
        Rows(sql).Select(row => row.Split('|', 3)).ToDictionary(cells => $"{cells[0]} {cells[1]}", cells => cells[2]);

    public List<string> Rows(string sql, long id = 0, long location = 0)
    {
        if (!_commands.TryGetValue(sql, out var command))
        {
            command = _connection.CreateCommand();
#pragma warning disable CA2100 // the texts are those of the checks
            command.CommandText = sql;
#pragma warning restore CA2100
            if (sql.Contains("@id", StringComparison.Ordinal)) command.Parameters.AddWithValue("@id", id);
            if (sql.Contains("@location", StringComparison.Ordinal)) command.Parameters.AddWithValue("@location", location);
            _commands.Add(sql, command);
        }

        if (command.Parameters.Count > 0) command.Parameters[0].Value = id;
        if (command.Parameters.Count > 1) command.Parameters[1].Value = location;

        using var rows = command.ExecuteReader();
        List<string> read = [];
        while (rows.Read())
        {
            var cells = new object?[rows.FieldCount];
            rows.GetValues(cells!);
            read.Add(string.Join('|', cells.Select(cell => Text(cell is DBNull ? null : cell))));
        }

        return read;
    }

    public void Dispose()
    {
        foreach (var command in _commands.Values) command.Dispose();
        _connection.Dispose();
    }
}
