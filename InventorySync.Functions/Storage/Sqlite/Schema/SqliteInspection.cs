using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace InventorySync.Storage.Sqlite;

/// <summary>Looks at a database file without changing anything in it, nor making one.</summary>
internal sealed class SqliteInspection(string connectionString, SqlText texts, string shopDomain)
{
    private const int CannotOpen = 14; // SQLITE_CANTOPEN

    public IReadOnlyList<StoreFinding> Run()
    {
        var settings = new SqliteConnectionStringBuilder(connectionString) { Mode = SqliteOpenMode.ReadWrite, DefaultTimeout = 1 };
        try
        {
            using var connection = new SqliteConnection(settings.ToString());
            connection.Open();
            return [new StoreFinding(StoreFinding.Database, IsWell: true, $"{settings.DataSource} can be read"), .. Look(connection)];
        }
        catch (SqliteException e) when (e.SqliteErrorCode == CannotOpen)
        {
            return
            [
                new StoreFinding(StoreFinding.Database, IsWell: false, File.Exists(settings.DataSource)
                    ? $"{settings.DataSource} cannot be opened: give the app's user the right to read and write it and its folder"
                    : $"there is no {settings.DataSource} yet: the app makes it at its first start, where its folder lets it"),
            ];
        }
        catch (SqliteException e)
        {
            return [new StoreFinding(StoreFinding.Database, IsWell: false, $"{settings.DataSource} cannot be read: {e.Message}")];
        }
    }

    private List<StoreFinding> Look(SqliteConnection connection)
    {
        List<StoreFinding> found = [Rights(connection), RowVersions(connection)];
        IReadOnlyList<string> applied = All(connection, "HasMigrations", row => row.Flag("HasMigrations")).Count > 0
            ? All(connection, "ReadMigrations", row => row.Text("ScriptName"))
            : [];
        var fault = SqliteMigrations.Judge(applied);
        found.Add(new StoreFinding(StoreFinding.Schema, fault is null, fault ?? $"it is this app's, of {SqliteMigrations.Scripts.Newest}"));
        if (fault is not null) return found;

        found.Add(StoreFinding.OfShop(All(connection, "ReadShop", row => row.Text("ShopDomain")).FirstOrDefault(), shopDomain));
        found.Add(StoreFinding.OfForeignKeys(
            All(connection, "ReadForeignKeys", row => row.Text("ForeignKey")), "none refers to a raw table"));
        return found;
    }

    /// <summary>
    /// SQLite opens a file that it may not write for reading alone, and says so. No lock is taken: the app's webhooks would wait.
    /// </summary>
    private static StoreFinding Rights(SqliteConnection connection) => raw.sqlite3_db_readonly(connection.Handle, "main") == 0
        ? new StoreFinding(StoreFinding.Rights, IsWell: true, "this user may write it; the app's own user may be another")
        : new StoreFinding(
            StoreFinding.Rights, IsWell: false,
            "this user may only read it: give the app's user the right to write the file and its folder");

    private StoreFinding RowVersions(SqliteConnection connection) =>
        All(connection, "ReadJournalMode", row => row.Text("journal_mode")) is ["wal"]
            ? new StoreFinding(StoreFinding.RowVersions, IsWell: true, "the file has a write-ahead log: readers never wait")
            : new StoreFinding(StoreFinding.RowVersions, IsWell: false, "the file has no write-ahead log, so readers wait for writers: "
                + "the app turns it on at its start, where the file system lets it, which one in the network does not");

    private List<T> All<T>(SqliteConnection connection, [ConstantExpected] string statement, Func<Row, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = texts[statement];
        using var reader = command.ExecuteReader();
        var row = new Row(reader, new RowColumns(statement, reader));
        List<T> rows = [];
        while (reader.Read()) rows.Add(read(row));
        return rows;
    }
}
