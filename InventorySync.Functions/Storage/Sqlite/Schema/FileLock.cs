using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// Holds a second, empty SQLite file beside the database in an exclusive transaction, so that of several processes one migrates and the
/// others wait: DbUp takes no lock of its own, and a transaction of the database itself would lock its migrations out.
/// </summary>
internal sealed class FileLock : IDisposable
{
    private const int WaitSeconds = 60;

    private readonly SqliteConnection _connection;

    private FileLock(SqliteConnection connection) => _connection = connection;

    public static FileLock Take(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource + "-migration-lock";
        var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, DefaultTimeout = WaitSeconds }.ToString());
        connection.Open();
        using var begin = connection.CreateCommand();
        begin.CommandText = "BEGIN EXCLUSIVE";
        begin.ExecuteNonQuery();
        return new FileLock(connection);
    }

    public void Dispose() => _connection.Dispose();
}
