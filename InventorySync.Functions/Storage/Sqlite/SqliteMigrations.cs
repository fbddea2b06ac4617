using System.Reflection;
using DbUp;
using DbUp.Engine;
using DbUp.Engine.Output;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

/// <summary>Brings the file to this app's schema: the scripts of Migrations/, in order, each once. Published ones never change.</summary>
internal static class SqliteMigrations
{
    private const string Prefix = "InventorySync.Storage.Sqlite.Migrations.";

    /// <summary>The newest script that this app's schema is made of.</summary>
    public static string Newest { get; } = Assembly.GetExecutingAssembly().GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).Max(StringComparer.Ordinal)![Prefix.Length..];

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

    private static void RefuseUnknown(UpgradeEngine upgrade)
    {
        var known = upgrade.GetDiscoveredScripts().Select(script => script.Name).ToHashSet(StringComparer.Ordinal);
        string[] unknown = [.. upgrade.GetExecutedScripts().Where(name => !known.Contains(name)).Select(name => name.Replace(Prefix, "", StringComparison.Ordinal))];
        if (unknown.Length > 0)
            throw new StoreRefusedException($"The database was made by a newer version of this app (it has {string.Join(", ", unknown)}). Deploy that version, or restore a backup from before it.");
    }

    private static void CreateFolder(string connectionString)
    {
        var file = new SqliteConnectionStringBuilder(connectionString).DataSource;
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder) Directory.CreateDirectory(folder);
    }
}
