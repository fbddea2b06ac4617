using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

/// <summary>Brings the file to this app's schema: the scripts of Versions/, in order, each once. Published ones never change.</summary>
internal static class SqliteMigrations
{
    private const string Prefix = "InventorySync.Storage.Sqlite.Schema.Versions.";

    private static readonly string[] Known =
        [.. Assembly.GetExecutingAssembly().GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    /// <summary>The newest script that this app's schema is made of.</summary>
    public static string Newest { get; } = Known[^1][Prefix.Length..];

    /// <exception cref="StoreRefusedException">The database has a migration that this app does not know, or one of them failed.</exception>
    public static void Run(string connectionString)
    {
        CreateFolder(connectionString);
        using var theOnlyOne = FileLock.Take(connectionString);
        var upgrade = DeployChanges.To
            .SqliteDatabase(connectionString)
            .WithScriptsEmbeddedInAssembly(Assembly.GetExecutingAssembly(), name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .WithTransaction()
            .WithVariablesDisabled() // $name$ would be replaced otherwise
            .LogTo(new NoOpUpgradeLog())
            .Build();

        RefuseUnknown(upgrade);
        if (upgrade.PerformUpgrade() is { Successful: false } failed)
            throw new StoreRefusedException($"The database could not be brought to this app's schema: {failed.ErrorScript?.Name} failed: {failed.Error.Message}");
    }

    /// <summary>Whether a file that these scripts have made is as this app needs it.</summary>
    /// <returns>Why not, and what to do; null if it is.</returns>
    public static string? Judge(IReadOnlyCollection<string> applied)
    {
        if (Unknown(applied) is { } newer) return newer;
        string[] missing = [.. Known.Except(applied, StringComparer.Ordinal).Select(name => name[Prefix.Length..])];
        return missing.Length == 0 ? null : $"it lacks {string.Join(", ", missing)}: the app brings it to its schema at its start";
    }

    private static string? Unknown(IEnumerable<string> applied)
    {
        string[] unknown = [.. applied.Except(Known, StringComparer.Ordinal).Select(name => name.Replace(Prefix, "", StringComparison.Ordinal))];
        return unknown.Length == 0
            ? null
            : $"The database was made by a newer version of this app (it has {string.Join(", ", unknown)}). Deploy that version, or restore a backup from before it.";
    }

    private static void RefuseUnknown(UpgradeEngine upgrade)
    {
        if (Unknown(upgrade.GetExecutedScripts()) is { } newer) throw new StoreRefusedException(newer);
    }

    private static void CreateFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
    }
}
