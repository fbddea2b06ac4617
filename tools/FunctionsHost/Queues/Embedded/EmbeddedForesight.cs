using Microsoft.Data.Sqlite;

namespace FunctionsHost.Queues.Embedded;

/// <summary>
/// Reads when messages will be visible, over a connection of its own: it has to answer at once, whatever the writer does. Opened when it is
/// first asked.
/// </summary>
internal sealed class EmbeddedForesight(string connectionString) : IDisposable
{
    private readonly Lock _lock = new();
    private SqliteConnection? _connection;
    private SqliteCommand? _next;
    private bool _isDisposed;

    /// <returns>Null for none, or once this is disposed.</returns>
    public DateTimeOffset? NextVisibleAt(string queue)
    {
        lock (_lock)
        {
            if (_isDisposed) return null;
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
        lock (_lock)
        {
            _isDisposed = true;
            _next?.Dispose();
            _connection?.Dispose();
        }
    }

    private SqliteCommand Prepare()
    {
        // Kept only once they are ready: the next call tries again.
        _connection ??= Open();
        var next = _connection.CreateCommand();
        next.CommandText = EmbeddedSql.Read("find-next");
        next.Parameters.Add("$queue", SqliteType.Text);
        return _next = next;
    }

    private SqliteConnection Open()
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
