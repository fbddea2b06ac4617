using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>
/// A database of a test class's own on the server that INVENTORYSYNC_TEST_SQLSERVER names, made at its first use and dropped after the
/// class.
/// </summary>
public sealed class SqlServerFixture : IAsyncLifetime
{
    private const string Variable = "INVENTORYSYNC_TEST_SQLSERVER";

    private readonly string _name = "InventorySyncTest_"
        + Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8));
    private bool _isMade;
    private bool _isMigrated;

    /// <summary>
    /// Of the class's database. A hundred changes of one item share these connections one after the other, and the wait for one is part of
    /// the time to connect: on a slow machine that is longer than the client's 15 seconds.
    /// </summary>
    public string ConnectionString => new SqlConnectionStringBuilder(Server)
    {
        InitialCatalog = _name, MaxPoolSize = 20, ConnectTimeout = 300,
    }.ConnectionString;

    private static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    /// <returns>Null where the environment names a server.</returns>
    public static string? WhyNot() => Server is null ? $"{Variable} names no SQL Server" : null;

    /// <summary>Whether that server is Babelfish, which speaks this store's T-SQL but not the client's bulk copy.</summary>
    public static bool IsBabelfish => Version.Value.Contains("Babelfish", StringComparison.Ordinal);

    private static Lazy<string> Version { get; } = new(() =>
    {
        using var connection = new SqlConnection(new SqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        connection.Open();
        using var command = new SqlCommand("SELECT @@VERSION", connection);
        return (string)command.ExecuteScalar();
    });

    /// <summary>A store on a database of that server.</summary>
    internal static SqlServerInventoryStore OpenStore(string connectionString, SqlServerOptions options, TimeProvider clock)
    {
#pragma warning disable CA5394 // jitter is no secret
        var jitter = new Random(1);
#pragma warning restore CA5394
        return IsBabelfish
            ? new SqlServerInventoryStore(
                connectionString, options, clock,
                new BabelfishSessions(connectionString, new SqlServerStatements(options.Schema), clock, jitter))
            : new SqlServerInventoryStore(connectionString, options, clock, jitter);
    }

    internal static SqlServerMigrations Migrations(string connectionString, string schema) =>
        IsBabelfish
            ? new SqlServerMigrations(connectionString, schema, Babelfish.DropAndCreate)
            : new SqlServerMigrations(connectionString, schema);

    public Task InitializeAsync() => Task.CompletedTask;

    /// <summary>The database, without the app's tables unless they have been made.</summary>
    public async Task MakeAsync()
    {
        if (!_isMade) await OnServerAsync($"CREATE DATABASE [{_name}]");
        _isMade = true;
    }

    /// <summary>The database with this app's tables, which hold what the versions put into them and nothing else.</summary>
    public async Task MakeTablesAsync(string schema)
    {
        await MakeAsync();
        if (!_isMigrated) await Migrations(ConnectionString, schema).RunAsync(CancellationToken.None);
        _isMigrated = true;
        await using var connection = new SqlConnection(ConnectionString);
        await connection.OpenAsync();
        var emptied = TakenNames.OwnTables.Keys.Select(table => $"TRUNCATE TABLE [{schema}].[{table}];");
        await using var command = new SqlCommand(string.Join('\n', emptied.Concat(SqlFiles.Rows(schema))), connection);
        await command.ExecuteNonQueryAsync();
    }

    public async Task DisposeAsync()
    {
        if (!_isMade) return;
        await using (var connection = new SqlConnection(ConnectionString)) SqlConnection.ClearPool(connection);
        await OnServerAsync($"DROP DATABASE [{_name}]");
    }

    private static async Task OnServerAsync(string sql)
    {
        await using var connection = new SqlConnection(new SqlConnectionStringBuilder(Server) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new SqlCommand(sql, connection) { CommandTimeout = 120 };
        await command.ExecuteNonQueryAsync();
    }
}
