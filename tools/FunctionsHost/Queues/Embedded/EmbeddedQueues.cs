using Microsoft.Data.Sqlite;

namespace FunctionsHost.Queues.Embedded;

/// <summary>
/// Queues in an SQLite file of their own, with the rules of Azure Storage queues. A message is on the disk when its sender is answered
/// (WAL with synchronous=FULL), and a process that is killed leaves every message where it was.
/// </summary>
public sealed class EmbeddedQueues : IQueueTransport
{
    private readonly EmbeddedWriter _writer;
    private readonly EmbeddedForesight _foresight;
    private readonly TimeProvider _time;
    private readonly string _path;
    private readonly Dictionary<string, EmbeddedQueue> _open = new(StringComparer.Ordinal);
    private readonly Lock _openLock = new();

    private EmbeddedQueues(string path, EmbeddedWriter writer, EmbeddedForesight foresight, TimeProvider time) =>
        (_path, _writer, _foresight, _time) = (path, writer, foresight, time);

    public string Description => $"embedded queues in {_path}";

    /// <summary>Opens the file, or makes it.</summary>
    /// <exception cref="SqliteException">The file cannot be opened, or is not a database.</exception>
    public static EmbeddedQueues Open(string path, TimeProvider time)
    {
        // Not pooled: a pooled connection would keep the file open after the transport is disposed of.
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString;
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;");
            Execute(connection, EmbeddedSql.Read("schema"));
            return new EmbeddedQueues(path, new EmbeddedWriter(connection, time), new EmbeddedForesight(connectionString), time);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public Task<IQueue> OpenAsync(string name, CancellationToken cancellationToken)
    {
        lock (_openLock)
        {
            // One object for one name: its sender has to wake its receiver.
            if (!_open.TryGetValue(name, out var queue)) _open.Add(name, queue = new EmbeddedQueue(name, _writer, _foresight, _time));
            return Task.FromResult<IQueue>(queue);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _foresight.Dispose();
        await _writer.DisposeAsync();
    }

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
