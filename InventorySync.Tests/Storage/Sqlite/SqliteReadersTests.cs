using System.Data;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Sqlite;

/// <summary>Which readers' sessions stay open, and for how long.</summary>
public sealed class SqliteReadersTests : IDisposable
{
    private static readonly SqlText Texts = new("Sqlite");

    private readonly TempFolder _folder = new();
    private readonly SqliteReaders _readers = new();
    private readonly List<SqliteSession> _opened = [];

    [Fact]
    public void A_read_takes_the_session_of_the_one_before_it()
    {
        Assert.Same(Read(session => session), Read(session => session));

        Assert.Equal(ConnectionState.Open, Assert.Single(_opened).Connection.State);
    }

    [Fact]
    public void The_session_of_a_read_that_failed_is_closed_and_the_next_read_opens_another()
    {
        Assert.Throws<InvalidOperationException>(() => Read<int>(_ => throw new InvalidOperationException("a bug")));
        Read(_ => 0);

        Assert.Equal([ConnectionState.Closed, ConnectionState.Open], _opened.Select(session => session.Connection.State));
    }

    [Fact]
    public void No_session_stays_open_after_the_end()
    {
        Read(_ => Read(_ => 0));
        Assert.Equal(2, _opened.Count);

        _readers.Dispose();

        AssertNothingIsOpen();
    }

    [Fact]
    public void A_read_that_is_under_way_at_the_end_closes_its_session_itself()
    {
        Read(session =>
        {
            _readers.Dispose();
            Assert.Equal(ConnectionState.Open, session.Connection.State);
            return 0;
        });

        AssertNothingIsOpen();
    }

    public void Dispose()
    {
        _readers.Dispose();
        _folder.Dispose();
    }

    private T Read<T>(Func<SqliteSession, T> work) => _readers.Read(Open, work);

    private SqliteSession Open()
    {
        var session = new SqliteSession(_folder.Database("inventory.db"), Texts);
        _opened.Add(session);
        // Without a read SQLite makes no file beside the database.
        using var command = session.Connection.CreateCommand();
        command.CommandText = "SELECT count(*) FROM sqlite_schema";
        command.ExecuteScalar();
        return session;
    }

    /// <summary>SQLite removes the files beside the database when the last connection closes.</summary>
    private void AssertNothingIsOpen()
    {
        Assert.All(_opened, session => Assert.Equal(ConnectionState.Closed, session.Connection.State));
        Assert.Equal(["inventory.db"], Directory.EnumerateFiles(_folder.Root).Select(Path.GetFileName));
    }
}
