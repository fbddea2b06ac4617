using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// Brings a database to this app's schema: <see cref="SchemaScripts"/>, in one transaction, under a lock. Only the verb migrate does so,
/// since the app has no right to, and many instances of it start at once.
/// </summary>
public sealed class SqlServerMigrations
{
    /// <summary>DbUp's journal, under a name that a shop's own scripts will not have.</summary>
    private const string JournalTable = "InventorySyncMigration";

    private readonly string _connectionString;
    private readonly string _schema;
    private readonly Func<string, string> _edit;
    private readonly SqlServerStatements _statements;

    public SqlServerMigrations(string connectionString, string schema)
        : this(connectionString, schema, text => text)
    {
    }

    /// <param name="edit">Gets the text of a script and gives what is run: for tests, on a server that knows less than SQL Server.</param>
    internal SqlServerMigrations(string connectionString, string schema, Func<string, string> edit)
    {
        (_connectionString, _schema, _edit) = (connectionString, schema, edit);
        _statements = new SqlServerStatements(schema);
    }

    internal static SchemaScripts Scripts { get; } = new("SqlServer");

    /// <returns>The scripts that were applied; none if the database had them all.</returns>
    /// <exception cref="StoreRefusedException">One line that says what is wrong and what to do. Nothing was changed.</exception>
    public Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken) =>
        SqlServerConnections.RunAsync<IReadOnlyList<string>>(
            _connectionString,
            async connection =>
            {
                // The lock is this connection's, and DbUp works on one of its own.
                await using var session = SessionOn(connection, cancellationToken);
                await session.ExecuteAsync("TakeMigrationLock");
                await session.ExecuteAsync("CreateSchema");
                var applied = await session.QueryAsync(
                    "ReadMigrations", answer => answer.AllAsync(row => row.Text("ScriptName")), ("@journal", JournalOf(_schema)));
                if (Scripts.RefuseUnknown(applied) is { } unknown) throw new StoreRefusedException(unknown);
                if (Scripts.Missing(applied).Count == 0) return [];
                await RefuseTakenNamesAsync(session, applied);
                return Upgrade(applied);
            },
            cancellationToken);

    /// <summary>Whether readers see the old rows while a transaction is under way, instead of waiting for it.</summary>
    public Task<bool> HasRowVersionsAsync(CancellationToken cancellationToken) => SqlServerConnections.RunAsync(
        _connectionString,
        async connection =>
        {
            await using var session = SessionOn(connection, cancellationToken);
            return await session.FirstAsync("ReadRowVersions", row => row.Flag("IsOn"));
        },
        cancellationToken);

    /// <summary>Turns READ_COMMITTED_SNAPSHOT on; not while somebody else is in the database, whose work it would break off.</summary>
    /// <exception cref="StoreRefusedException">Somebody else is in the database, or this login may not alter it.</exception>
    public Task EnableRowVersionsAsync(CancellationToken cancellationToken) => SqlServerConnections.RunAsync(
        _connectionString,
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
                    "READ_COMMITTED_SNAPSHOT cannot be turned on while others are in the database: stop the app and its readers for a "
                    + "moment and run this again.");
            }
        },
        cancellationToken);

    internal static string JournalOf(string schema) => $"[{schema}].[{JournalTable}]";

    /// <summary>Whether an app may run on a database that these scripts have made.</summary>
    /// <returns>Why not, and what to do; null if it may.</returns>
    internal static string? Judge(IReadOnlyCollection<string> applied, string schema)
    {
        if (Scripts.RefuseUnknown(applied) is { } unknown) return unknown;
        if (Scripts.Missing(applied) is not { Count: > 0 } missing) return null;
        var migrate = $"dotnet dev.cs migrate --connection \"...\" --schema {schema}";
        if (applied.Count == 0)
            return $"The schema {schema} of this database has no tables of this app, or this login may not see them (infra/sql-role.sql). "
                + $"Run the verb migrate with a login that may make them: {migrate}";
        var lacks = $"The schema {schema} of this database is of another version of this app (it lacks {string.Join(", ", missing)}";
        return missing.SequenceEqual([Scripts.Logic], StringComparer.Ordinal)
            ? $"{lacks} and has {string.Join(", ", applied.Where(SchemaScripts.IsLogic))}): its views, functions, procedures and rights "
                + $"may be older or newer than this app's. If they are older, run the verb migrate of this version: {migrate}. "
                + "If they are newer, deploy the newer app: migrating with this version would take them back."
            : $"{lacks}). Run the verb migrate of this version: {migrate}";
    }

    /// <summary>The version with the schema put in.</summary>
    internal static string TextOf(string version, string schema) => SqlServerStatement.PutIn(schema, Scripts.TextOf(version));

    /// <summary>The logic with the schema put in.</summary>
    internal static string LogicIn(string schema) => SqlServerStatement.PutIn(schema, Scripts.LogicText);

    /// <summary>
    /// Another program may have objects of these names already, also of those that a later version of this app has added: nothing of
    /// theirs is touched.
    /// </summary>
    private async Task RefuseTakenNamesAsync(SqlServerSession session, IReadOnlyCollection<string> applied)
    {
        var columns = await session.QueryAsync(
            "ReadColumns",
            answer => answer.AllAsync(row => (Object: row.Text("ObjectName"), Column: row.Text("ColumnName"))),
            ("@schema", _schema));
        if (TakenNames.Describe(_schema, columns, applied) is { } refusal) throw new StoreRefusedException(refusal);
    }

    private List<string> Upgrade(IReadOnlyCollection<string> applied)
    {
        // A connection that is left in a pool would be in the way of --enable-rcsi.
        var connection = new SqlConnectionStringBuilder(_connectionString) { Pooling = false }.ConnectionString;
        var upgrade = DeployChanges.To
            .SqlDatabase(connection)
            .JournalToSqlTable(_schema, JournalTable)
            .WithScripts(Scripts.Versions.Select(name => new SqlScript(name, _edit(TextOf(name, _schema)))))
            .WithScript(new SqlScript(Scripts.Logic, LogicText(applied), SchemaScripts.AfterVersions))
            .WithTransaction()
            .WithVariablesDisabled() // $schema$ is put in already, and nothing else is
            .LogTo(new NoOpUpgradeLog())
            .Build();
        return upgrade.PerformUpgrade() switch
        {
            { Successful: true } done => [.. done.Scripts.Select(script => script.Name)],
            { Error: SqlException error } => throw error,
            var failed => throw new StoreRefusedException(
                $"The database could not be brought to this app's schema: {failed.ErrorScript?.Name} failed: {failed.Error.Message}"),
        };
    }

    /// <summary>Names of objects stay in the journal: an older version that takes the logic back leaves the objects there.</summary>
    private string LogicText(IReadOnlyCollection<string> applied)
    {
        var made = TakenNames.Own.Select(name => SchemaScripts.ObjectPrefix + name).Except(applied, StringComparer.OrdinalIgnoreCase);
        return $"""
            {_edit(LogicIn(_schema))}
            DELETE FROM {JournalOf(_schema)} WHERE ScriptName LIKE N'{SchemaScripts.LogicPrefix}%';
            INSERT INTO {JournalOf(_schema)} (ScriptName, Applied)
            VALUES {string.Join(", ", made.Prepend(Scripts.Logic).Select(name => $"(N'{name}', SYSUTCDATETIME())"))};
            """;
    }

    private SqlServerSession SessionOn(SqlConnection connection, CancellationToken cancellationToken) =>
        new(connection, _statements, TimeSpan.FromMinutes(10), cancellationToken);
}
