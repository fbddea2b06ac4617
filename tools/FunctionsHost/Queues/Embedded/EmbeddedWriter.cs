using System.Threading.Channels;
using Microsoft.Data.Sqlite;
using PlayedTime;

namespace FunctionsHost.Queues.Embedded;

/// <summary>
/// The one user of the file's one connection. What was asked for while the last transaction was being written goes into the next one
/// together, so that fifty senders wait for one flush of the disk and not for fifty. SQLite blocks while it flushes, so the loop has a
/// thread of its own: one of the pool's would be missed by those who are to be served meanwhile.
/// </summary>
internal sealed class EmbeddedWriter : IAsyncDisposable
{
    /// <summary>Bounds how long the first of a transaction waits for the last: some hundred statements take a few milliseconds.</summary>
    private const int MaxStatements = 256;

    private readonly Channel<IEmbeddedWork> _asked =
        Channel.CreateUnbounded<IEmbeddedWork>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SqliteConnection _connection;
    private readonly EmbeddedStatements _statements;
    private readonly TimeProvider _time;
    private readonly Task _loop;

    public EmbeddedWriter(SqliteConnection connection, TimeProvider time)
    {
        (_connection, _time) = (connection, time);
        _statements = new EmbeddedStatements(connection);
        _statements.DeleteExpired(time.GetUtcNow().ToUnixTimeMilliseconds());
        _loop = Task.Factory.StartNew(Run, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>
    /// Does the work and commits it. Once begun it is not cancelled: a receive whose answer nobody reads would hide messages for its lease.
    /// </summary>
    /// <exception cref="SqliteException">Nothing of it is in the file.</exception>
    /// <exception cref="ObjectDisposedException">The file is closed.</exception>
    public Task<T> DoAsync<T>(Func<EmbeddedStatements, T> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var asked = new EmbeddedWork<T>(work, _time.Hold("a statement of the queues"));
        if (_asked.Writer.TryWrite(asked)) return asked.Done;
        asked.Fail(new ObjectDisposedException(nameof(EmbeddedWriter)));
        return asked.Done;
    }

    public async ValueTask DisposeAsync()
    {
        _asked.Writer.TryComplete();
        await _loop;
        _statements.Dispose();
        await _connection.DisposeAsync();
    }

    private void Run()
    {
        List<IEmbeddedWork> together = [];
        while (_asked.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            together.Clear();
            while (together.Count < MaxStatements && _asked.Reader.TryRead(out var work)) together.Add(work);
            Commit(together);
        }
    }

    private void Commit(List<IEmbeddedWork> together)
    {
        try
        {
            Execute("BEGIN IMMEDIATE");
            foreach (var work in together) work.Run(_statements);
            Execute("COMMIT");
        }
        catch (Exception e) // whatever it is, it belongs to those who asked, and the loop has to go on for those who ask next
        {
            RollBack();
            foreach (var work in together) work.Fail(e);
            return;
        }

        foreach (var work in together) work.Succeed();
    }

    private void RollBack()
    {
        try
        {
            Execute("ROLLBACK");
        }
        catch (SqliteException) // SQLite has rolled back by itself, as it does when the disk is full; the first error says more
        {
        }
    }

    private void Execute(string sql)
    {
        using var command = _connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
