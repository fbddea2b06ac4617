using InventorySync.Storage.Sqlite;
using InventorySync.Tests.Storage.SqlServer;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage;

/// <summary>schema.sql of each engine, for people, against what the versions and the logic make.</summary>
public sealed class SchemaFileTests
{
    /// <summary>Set to 1 it writes the files instead: see docs/tests.md.</summary>
    private const string Variable = "INVENTORYSYNC_WRITE_SCHEMA";

    private const string Head = """
        -- The schema as Versions/ and Logic/ leave it, for people to read: nothing runs this file.
        -- A test holds it true, and docs/tests.md says how to write it after a change.
        """;

    [Fact]
    public async Task The_file_of_SQLite_shows_what_the_scripts_make()
    {
        using var folder = new TempFolder();
        var database = folder.Database("inventory.db");
        SqliteMigrations.Run(database);

        await HoldAsync("Sqlite", (await SqliteFile.QueryAsync(
            database,
            "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%' AND name <> 'SchemaVersions' ORDER BY rowid"))
            .Select(text => text + ";\n"));
    }

    [Fact]
    public Task The_file_of_SQL_Server_shows_what_the_scripts_make() => HoldAsync(
        "SqlServer",
        SqlFiles.Left().Select(made => made.Text.Replace($"[{SqlFiles.Schema}].", "[dbo].", StringComparison.Ordinal) + "\nGO\n"));

    private static async Task HoldAsync(string engine, IEnumerable<string> statements)
    {
        var file = Path.Combine(Repository.Root, "InventorySync.Functions", "Storage", engine, "Schema", "schema.sql");
        var text = string.Join('\n', [Head + "\n", .. statements]).ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable(Variable) is "1") await File.WriteAllTextAsync(file, text);

        Assert.Equal(text, (await File.ReadAllTextAsync(file)).ReplaceLineEndings("\n"));
    }
}
