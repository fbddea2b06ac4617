using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// Brings a database to this app's schema: the scripts of Versions/, in order, each once, under a lock. Only the verb migrate does so, since the app has no right to, and
/// many instances of it start at once. Published scripts never change.
/// </summary>
public sealed class SqlServerMigrations(string connectionString, string schema)
{
    private const string Prefix = "InventorySync.Storage.SqlServer.Schema.Versions.";

    /// <summary>DbUp's journal, under a name that a shop's own scripts will not have.</summary>
    private const string JournalTable = "InventorySyncMigration";

    private readonly SqlServerStatements _statements = new(schema);

    /// <summary>The scripts that this app's schema is made of.</summary>
    internal static IReadOnlyList<string> Known { get; } =
    [
        .. Assembly.GetExecutingAssembly().GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Select(name => name[Prefix.Length..]).Order(StringComparer.Ordinal),
    ];

    /// <returns>The scripts that were applied; none if the database had them all.</returns>
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do. Nothing was changed.</exception>
    public Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken) => SqlServerConnections.RunAsync<IReadOnlyList<string>>(
        connectionString,
        async connection =>
        {
            // The lock is this connection's, and DbUp works on one of its own.
            await using var session = SessionOn(connection, cancellationToken);
            await session.ExecuteAsync("TakeMigrationLock");
            await session.ExecuteAsync("CreateSchema");
            var applied = await session.QueryAsync("ReadMigrations", answer => answer.AllAsync(row => row.GetString(0)), ("@journal", JournalOf(schema)));
            RefuseNewer(applied);
            if (applied.Count == 0) await RefuseTakenNamesAsync(session);
            return Upgrade();
        },
        cancellationToken);

    /// <summary>Whether readers see the old rows while a transaction is under way, instead of waiting for it.</summary>
    public Task<bool> HasRowVersionsAsync(CancellationToken cancellationToken) => SqlServerConnections.RunAsync(
        connectionString,
        async connection =>
        {
            await using var session = SessionOn(connection, cancellationToken);
            return await session.FirstAsync("ReadRowVersions", row => row.Flag(0));
        },
        cancellationToken);

    /// <summary>Turns READ_COMMITTED_SNAPSHOT on; not while somebody else is in the database, whose work it would break off.</summary>
    /// <exception cref="StoreRefusedException">Somebody else is in the database, or this login may not alter it.</exception>
    public Task EnableRowVersionsAsync(CancellationToken cancellationToken) => SqlServerConnections.RunAsync(
        connectionString,
        async connection =>
        {
            await using var session = SessionOn(connection, cancellationToken);
            try
            {
                await session.ExecuteAsync("EnableRowVersions");
                return true;
            }
            catch (SqlException e) when (e.Errors.Cast<SqlError>().Any(error => error.Number is 5070 or 5061 or 1205))
            {
                throw new StoreRefusedException(
                    "READ_COMMITTED_SNAPSHOT cannot be turned on while others are in the database: stop the app and its readers for a moment and run this again.");
            }
        },
        cancellationToken);

    internal static string JournalOf(string schema) => $"[{schema}].[{JournalTable}]";

    /// <summary>Whether an app may run on a database that these scripts have made.</summary>
    /// <returns>Why not, and what to do; null if it may.</returns>
    internal static string? Judge(IReadOnlyCollection<string> applied, string schema)
    {
        if (Unknown(applied) is { } newer) return newer;
        string[] missing = [.. Known.Except(applied, StringComparer.Ordinal)];
        if (missing.Length == 0) return null;
        return applied.Count == 0
            ? $"The schema {schema} of this database has no tables of this app, or this login may not see them (infra/sql-role.sql). Run the verb migrate with a login that may make them: dotnet dev.cs migrate --connection \"...\" --schema {schema}"
            : $"The schema {schema} of this database is older than this app (it lacks {string.Join(", ", missing)}). Run the verb migrate: dotnet dev.cs migrate --connection \"...\" --schema {schema}";
    }

    /// <summary>The script with the schema put in.</summary>
    internal static string TextOf(string name, string schema)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Prefix + name)!;
        using var reader = new StreamReader(stream);
        return SqlServerStatement.PutIn(schema, reader.ReadToEnd());
    }

    private static string? Unknown(IReadOnlyCollection<string> applied)
    {
        string[] unknown = [.. applied.Except(Known, StringComparer.Ordinal)];
        return unknown.Length == 0
            ? null
            : $"The database was made by a newer version of this app (it has {string.Join(", ", unknown)}). Deploy that version, or restore a backup from before it.";
    }

    private static void RefuseNewer(IReadOnlyCollection<string> applied)
    {
        if (Unknown(applied) is { } newer) throw new StoreRefusedException(newer);
    }

    /// <summary>Whoever installs this may have tables of these names already: nothing of theirs is touched.</summary>
    private async Task RefuseTakenNamesAsync(SqlServerSession session)
    {
        var columns = await session.QueryAsync("ReadColumns", answer => answer.AllAsync(row => (Table: row.GetString(0), Column: row.GetString(1))), ("@schema", schema));
        if (TakenNames.Describe(schema, columns) is { } refusal) throw new StoreRefusedException(refusal);
    }

    private List<string> Upgrade()
    {
        var upgrade = DeployChanges.To
            .SqlDatabase(new SqlConnectionStringBuilder(connectionString) { Pooling = false }.ConnectionString) // one left in a pool would be in the way of --enable-rcsi
            .JournalToSqlTable(schema, JournalTable)
            .WithScripts(Known.Select(name => new SqlScript(name, TextOf(name, schema))))
            .WithTransaction()
            .WithVariablesDisabled() // $schema$ is put in already, and nothing else is
            .LogTo(new NoOpUpgradeLog())
            .Build();
        return upgrade.PerformUpgrade() switch
        {
            { Successful: true } done => [.. done.Scripts.Select(script => script.Name)],
            var failed => throw (failed.Error as SqlException
                ?? (Exception)new StoreRefusedException($"The database could not be brought to this app's schema: {failed.ErrorScript?.Name} failed: {failed.Error.Message}")),
        };
    }

    private SqlServerSession SessionOn(SqlConnection connection, CancellationToken cancellationToken) => new(connection, _statements, TimeSpan.FromMinutes(10), cancellationToken);
}
