using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

/// <summary>Brings the file to this app's schema: <see cref="SchemaScripts"/>, in one transaction, under a lock.</summary>
internal static class SqliteMigrations
{
    public static SchemaScripts Scripts { get; } = new("Sqlite");

    /// <exception cref="StoreRefusedException">The database has a version that this app does not know, or a script failed.</exception>
    public static void Run(string connectionString) => Run(connectionString, Scripts.LogicText, Scripts.Logic);

    /// <summary>With other logic: for tests, which make the database of another version of this app.</summary>
    internal static void Run(string connectionString, string logicText, string logic)
    {
        var file = Path.GetFullPath(new SqliteConnectionStringBuilder(connectionString).DataSource);
        // Nearly every start ends here, and waits for nobody.
        if (File.Exists(file) && HasWriteAheadLog(connectionString) && HasAll(connectionString, logic)) return;

        if (Path.GetDirectoryName(file) is { } folder) Directory.CreateDirectory(folder);
        using var theOnlyOne = FileLock.Take(connectionString);
        TurnOnWriteAheadLog(connectionString);
        if (HasAll(connectionString, logic)) return;
        var upgrade = DeployChanges.To
            .SqliteDatabase(connectionString)
            .WithScripts(Scripts.Versions.Select(name => new SqlScript(name, Scripts.TextOf(name))))
            .WithTransaction()
            .WithVariablesDisabled() // $name$ would be replaced otherwise
            .LogTo(new NoOpUpgradeLog());
        var text = $"""
            {logicText}
            DELETE FROM SchemaVersions WHERE ScriptName LIKE '{SchemaScripts.LogicPrefix}%';
            INSERT INTO SchemaVersions (ScriptName, Applied) VALUES ('{logic}', datetime('now'));
            """;
        upgrade.WithScript(new SqlScript(logic, text, SchemaScripts.AfterVersions));
        if (upgrade.Build().PerformUpgrade() is { Successful: false } failed)
        {
            throw new StoreRefusedException(
                $"The database could not be brought to this app's schema: {failed.ErrorScript?.Name} failed: {failed.Error.Message}");
        }
    }

    /// <summary>Whether a file that these scripts have made is as this app needs it.</summary>
    /// <returns>Why not, and what to do; null if it is.</returns>
    public static string? Judge(IReadOnlyCollection<string> applied)
    {
        if (Scripts.RefuseUnknown(applied) is { } unknown) return unknown;
        return Scripts.Missing(applied) is { Count: > 0 } missing
            ? $"it lacks {string.Join(", ", missing)}: the app brings it to its schema at its start"
            : null;
    }

    /// <summary>Whether nothing is left to do.</summary>
    /// <exception cref="StoreRefusedException">The database has a version that this app does not know.</exception>
    private static bool HasAll(string connectionString, string logic)
    {
        // Without a transaction, which would take the write lock for this look already.
        var applied = DeployChanges.To.SqliteDatabase(connectionString).WithScripts(Array.Empty<SqlScript>()).LogTo(new NoOpUpgradeLog())
            .Build().GetExecutedScripts();
        if (Scripts.RefuseUnknown(applied) is { } unknown) throw new StoreRefusedException(unknown);
        return !Scripts.Versions.Append(logic).Except(applied, StringComparer.Ordinal).Any();
    }

    private static bool HasWriteAheadLog(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode";
        using var mode = pragma.ExecuteReader();
        return mode.Read() && new Row(mode, new RowColumns("journal_mode", mode)).Text("journal_mode") == "wal";
    }

    /// <summary>
    /// With it readers never wait for a writer, nor see its work half done. The file keeps it. A file system in the network may not let
    /// it: the app works without, and the inspection says so.
    /// </summary>
    private static void TurnOnWriteAheadLog(string connectionString)
    {
        using var connection = new SqliteConnection(connectionString);
        connection.Open();
        using var pragma = connection.CreateCommand();
        pragma.CommandText = "PRAGMA journal_mode = WAL";
        pragma.ExecuteNonQuery();
    }
}
