using System.Collections.Concurrent;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// The sessions of readers, as many as read at a time. They stay open, since opening one and preparing its statements costs more than most
/// reads.
/// </summary>
internal sealed class SqliteReaders : IDisposable
{
    private readonly ConcurrentStack<SqliteSession> _idle = new();
    private volatile bool _isDisposed;

    public T Read<T>(Func<SqliteSession> open, Func<SqliteSession, T> work)
    {
        var session = _idle.TryPop(out var idle) ? idle : open();
        try
        {
            var result = work(session);
            _idle.Push(session);
            session = null;
            return result;
        }
        finally
        {
            session?.Dispose(); // a read has failed, perhaps for a reason that lies in the session
            if (_isDisposed) Dispose();
        }
    }

    public void Dispose()
    {
        _isDisposed = true;
        while (_idle.TryPop(out var session)) session.Dispose();
    }
}
