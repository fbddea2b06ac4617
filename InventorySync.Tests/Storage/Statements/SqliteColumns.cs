using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Support;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>The columns of each set of rows that SQLite's statements answer, from the statements as SQLite prepares them.</summary>
internal sealed class SqliteColumns : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly SqlText _texts = new("Sqlite");
    private readonly SqliteSession _session;

    public SqliteColumns()
    {
        var connectionString = _folder.Database("inventory.db");
        SqliteMigrations.Run(connectionString);
        _session = new SqliteSession(connectionString, _texts);

        // Those that make a session's temporary tables.
        _session.Execute("DeduplicateStaging", ("@runId", 1));
        _session.Execute("CompareDownload", ("@seenAt", 0));
        _session.Execute("SnapshotSkus");
    }

    public IReadOnlyList<string> Names => [.. _texts.Names.Order(StringComparer.Ordinal)];

    /// <exception cref="InvalidOperationException">There is no statement of that name.</exception>
    public IReadOnlyList<IReadOnlyList<string>> Of(string name)
    {
        List<IReadOnlyList<string>> sets = [];
        for (var rest = _texts[name]; rest.Length > 0;)
        {
            var handle = _session.Connection.Handle;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(handle, rest, out var statement, out rest), handle);
            using (statement)
            {
                if (statement.IsInvalid || raw.sqlite3_column_count(statement) is not (> 0 and var count)) continue;
                sets.Add([.. Enumerable.Range(0, count).Select(column => raw.sqlite3_column_name(statement, column).utf8_to_string())]);
            }
        }

        return sets;
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }
}
