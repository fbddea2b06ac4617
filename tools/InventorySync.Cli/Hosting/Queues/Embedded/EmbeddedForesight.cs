using Microsoft.Data.Sqlite;

namespace InventorySync.Cli.Hosting.Queues.Embedded;

/// <summary>
/// Reads when messages will be visible, over a connection of its own: it has to answer at once, whatever the writer does. Opened when it is
/// first asked.
/// </summary>
internal sealed class EmbeddedForesight(string connectionString) : IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _next;

    public DateTimeOffset? NextVisibleAt(string queue)
    {
        lock (_lock)
        {
            try
            {
                var next = _next ?? Prepare();
                next.Parameters["$queue"].Value = queue;
                return next.ExecuteScalar() is long at ? DateTimeOffset.FromUnixTimeMilliseconds(at) : null;
            }
            catch (SqliteException) // a queue that is down: the look will say so
            {
                return DateTimeOffset.MinValue;
            }
        }
    }

    public void Dispose()
    {
        _next?.Dispose();
        _connection?.Dispose();
    }

    private SqliteCommand Prepare()
    {
        if (_connection is null)
        {
            _connection = new SqliteConnection(connectionString);
            _connection.Open();
        }

        _next = _connection.CreateCommand();
        _next.CommandText = EmbeddedSql.Read("find-next");
        _next.Parameters.Add("$queue", SqliteType.Text);
        return _next;
    }
}
