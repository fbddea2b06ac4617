using System.Globalization;
using InventorySync.Storage;
using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Support;
using Microsoft.Data.Sqlite;

namespace InventorySync.Tests.Storage.Sqlite;

/// <summary>How the store's sessions wait for another process, and what becomes of one whose transaction cannot be taken back.</summary>
public sealed class SqliteSessionTests : IDisposable
{
    private const int DiskFault = 10; // SQLITE_IOERR

    private static readonly StoreBinding Binding = new("shop.myshopify.com", [], TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    /// <summary>SQLite's own time-out and the client's: the longer of the two counts.</summary>
    [Theory]
    [InlineData("", 10)]
    [InlineData(";Default Timeout=3", 3)]
    public void A_session_waits_ten_seconds_for_a_lock_unless_the_connection_string_names_a_shorter_time(string setting, int seconds)
    {
        using var store = new SqliteInventoryStore(_folder.Database("inventory.db") + setting);
        using var session = store.OpenSession();
        using var command = session.Connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout";

        Assert.Equal(seconds * 1000, Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture));
        Assert.Equal(seconds, session.Connection.DefaultTimeout);
    }

    /// <summary>Pooled too: a connection that goes back to its pool keeps its transaction.</summary>
    [Theory]
    [InlineData("True")]
    [InlineData("False")]
    public async Task The_first_error_is_told_where_taking_the_transaction_back_fails_too_and_the_next_write_goes_through(string pooling)
    {
        var isBroken = true;
        var connectionString = $"Data Source={_folder.File("inventory.db")};Pooling={pooling}";
        using var store = new SqliteInventoryStore(connectionString, TimeSpan.Zero, new SqlText("Sqlite"), statement =>
        {
            if (isBroken && statement == "WriteBinding") throw new InvalidOperationException("the first error");
            if (isBroken && statement == "ROLLBACK") throw new SqliteException("disk I/O error", DiskFault);
        });

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => store.PrepareAsync(Binding, CancellationToken.None));
        isBroken = false;
        await store.PrepareAsync(Binding, CancellationToken.None);

        Assert.Equal("the first error", error.Message);
        using var session = store.OpenSession();
        Assert.Equal(Binding.ShopDomain, SqliteInventoryStore.ReadShop(session));
        SqliteConnection.ClearPool(session.Connection); // its files are free then
    }

    public void Dispose() => _folder.Dispose();
}
