using System.Text.RegularExpressions;

namespace InventorySync.Storage.SqlServer;

/// <summary>Tables that a database has under the names of this app's, before the first migration.</summary>
internal static partial class TakenNames
{
    /// <summary>The tables of this app with their columns, as the migrations make them.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> OwnTables { get; } = SqlServerMigrations.Known
        .SelectMany(script => Table().Matches(SqlServerMigrations.TextOf(script, "dbo")))
        .ToDictionary(
            match => match.Groups["name"].Value,
            match => (IReadOnlyList<string>)[.. Column().Matches(match.Groups["body"].Value).Select(column => column.Groups["name"].Value)],
            StringComparer.OrdinalIgnoreCase);

    /// <param name="columns">What the schema has, tables and views alike.</param>
    /// <returns>What stands in the way and what to do; null if nothing does.</returns>
    public static string? Describe(string schema, IEnumerable<(string Table, string Column)> columns)
    {
        string[] taken =
        [
            .. columns.GroupBy(column => column.Table, StringComparer.OrdinalIgnoreCase).Where(table => OwnTables.ContainsKey(table.Key)).OrderBy(table => table.Key, StringComparer.Ordinal)
                .Select(table => Describe(schema, table.Key, [.. table.Select(column => column.Column)])),
        ];
        return taken.Length == 0
            ? null
            : $"{string.Join("; ", taken)}. Nothing was changed. Give this app a schema of its own beside them, such as --schema inventory (InventorySync__Schema), and compare the two until you trust it: the verb compare.";
    }

    private static string Describe(string schema, string table, string[] columns)
    {
        string[] missing = [.. OwnTables[table].Except(columns, StringComparer.OrdinalIgnoreCase)];
        return missing.Length == 0
            ? $"{schema}.{table} exists already, and migrate did not make it"
            : $"{schema}.{table} exists already and is not this app's: it lacks the columns {string.Join(", ", missing)}";
    }

    /// <summary>A table of a migration, whose brackets stand on lines of their own.</summary>
    [GeneratedRegex(@"^CREATE TABLE \[dbo\]\.(?<name>\w+)\n\((?<body>.*?)^\);", RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Table();

    /// <summary>A column: its name, then its type, which begins with a small letter.</summary>
    [GeneratedRegex(@"^ {4}(?<name>\w+) +[a-z]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Column();
}
