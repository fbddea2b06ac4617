using System.Globalization;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// The embedded store: one SQLite file. Writes of one process go one after the other over one connection, writes of several processes wait
/// for each other's lock; readers have connections of their own and wait for nobody.
/// </summary>
public sealed partial class SqliteInventoryStore : IInventoryStore, IDisposable
{
    private readonly string _connectionString;
    private readonly SqlText _texts = new("Sqlite");
    private readonly Action<string>? _executing;
    private readonly Func<IChangeTransaction, IChangeTransaction>? _faults;
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly SqliteReaders _readers = new();
    private SqliteSession? _writer;
    private TimeSpan _staleReadMargin;

    /// <param name="connectionString">Of Microsoft.Data.Sqlite, such as "Data Source=inventory.db".</param>
    /// <exception cref="StoreRefusedException">It is not one of SQLite, or names a Default Timeout that is too long.</exception>
    public SqliteInventoryStore(string connectionString)
    {
        try
        {
            // The client tries a locked statement again until its own time-out, whatever SQLite's is. Its default is 30 seconds, and 0
            // means for ever: a stop would wait as long.
            var builder = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = false };
            if (!builder.ShouldSerialize("Default Timeout")) builder.DefaultTimeout = SqliteSession.BusyTimeoutSeconds;
            if (builder.DefaultTimeout is < 1 or > SqliteSession.BusyTimeoutSeconds)
            {
                throw new StoreRefusedException(string.Create(
                    CultureInfo.InvariantCulture,
                    $"ConnectionStrings__Inventory takes a Default Timeout of 1 to {SqliteSession.BusyTimeoutSeconds} seconds, or none."));
            }

            _connectionString = builder.ToString();
        }
        catch (ArgumentException e)
        {
            // Its message has no value of the string's, which may hold a password.
            throw new StoreRefusedException(
                $"ConnectionStrings__Inventory is no connection string of SQLite, such as Data Source=inventory.db: {e.Message}");
        }
    }

    /// <summary>Over a database that is prepared already: for tests, which open thousands of copies of one.</summary>
    /// <param name="executing">Is told each statement before it runs.</param>
    /// <param name="faults">Puts a fault round each batch of changes.</param>
    internal SqliteInventoryStore(
        string connectionString, TimeSpan staleReadMargin, SqlText texts, Action<string>? executing,
        Func<IChangeTransaction, IChangeTransaction>? faults = null)
        : this(connectionString) =>
        (_staleReadMargin, _texts, _executing, _faults) = (staleReadMargin, texts, executing, faults);

    public void Dispose()
    {
        _writer?.Dispose();
        _readers.Dispose();
        _gate.Dispose();
    }

    /// <summary>One transaction, which takes the file's write lock at its start: what it reads cannot change before it writes.</summary>
    /// <param name="commits">False to roll everything back once it is done.</param>
    private Task<T> WriteAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken, bool commits = true) =>
        WriteAsync(session => Task.FromResult(work(session)), cancellationToken, commits);

    private async Task<T> WriteAsync<T>(Func<SqliteSession, Task<T>> work, CancellationToken cancellationToken, bool commits = true)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var session = _writer ??= OpenSession();
            session.Begin();
            try
            {
                var result = await work(session);
                if (commits) session.Commit();
                else session.RollBack();
                return result;
            }
            catch
            {
                if (!session.TryRollBack()) CloseWriter();
                throw;
            }
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Reads without waiting for a write that is under way.</summary>
    private Task<T> ReadAsync<T>(Func<SqliteSession, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(_readers.Read(OpenSession, work));
    }

    internal SqliteSession OpenSession() => new(_connectionString, _texts, _executing);

    /// <summary>Ends a transaction that could not be taken back: the next write opens another session.</summary>
    private void CloseWriter()
    {
        SqliteConnection.ClearPool(_writer!.Connection); // a pooled connection would stay open, and the transaction with it
        _writer.Dispose();
        _writer = null;
    }
}
