using System.Data.Common;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.Data.Sqlite;

namespace LocalRun.Run;

/// <summary>The database of a run: a SQLite file in its folder, or a SQL Server's.</summary>
/// <param name="Kind">What InventorySync__Database takes.</param>
/// <param name="Schema">Of the tables; SQLite calls its only one main.</param>
internal sealed record RunDatabase(string Kind, string ConnectionString, string Schema)
{
    /// <summary>Not pooled: a pooled connection would outlive the run, and keep its file on Windows.</summary>
    public static RunDatabase Sqlite(DirectoryInfo folder)
    {
        var file = Path.Combine(folder.FullName, "inventory.db");
        return new RunDatabase("Sqlite", new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString(), "main");
    }

    public static RunDatabase SqlServer(string connectionString, string schema) => new("SqlServer", connectionString, schema);

    /// <summary>What the console shows: no password.</summary>
    public string Description => Kind == "Sqlite"
        ? new SqliteConnectionStringBuilder(ConnectionString).DataSource
        : new SqlConnectionStringBuilder(ConnectionString) is var server
            ? $"{server.DataSource}, database {server.InitialCatalog}, schema {Schema}" : "";

    /// <summary>SQLite migrates itself at start; in SQL Server the verb migrate does, and a run is for whoever may do both.</summary>
    /// <exception cref="InventorySync.Storage.StoreRefusedException">One line that says what is wrong and what to do.</exception>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Kind == "SqlServer") await new SqlServerMigrations(ConnectionString, Schema).RunAsync(cancellationToken);
    }

    public DbConnection Connect() => Kind == "Sqlite" ? new SqliteConnection(ConnectionString) : new SqlConnection(ConnectionString);
}
