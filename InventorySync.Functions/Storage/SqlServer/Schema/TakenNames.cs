using System.Text.RegularExpressions;

namespace InventorySync.Storage.SqlServer;

/// <summary>Objects that a database has under the names of this app's, and that no migration has made.</summary>
internal static partial class TakenNames
{
    /// <summary>The tables of this app with their columns, as the versions make them.</summary>
    internal static IReadOnlyDictionary<string, IReadOnlyList<string>> OwnTables { get; } = SqlServerMigrations.Scripts.Versions
        .SelectMany(version => Table().Matches(SqlServerMigrations.TextOf(version, "dbo")))
        .ToDictionary(
            match => match.Groups["name"].Value,
            match => (IReadOnlyList<string>)[.. Column().Matches(match.Groups["body"].Value).Select(column => column.Groups["name"].Value)],
            StringComparer.OrdinalIgnoreCase);

    /// <summary>The views, functions and procedures of this app, which would take the place of another's.</summary>
    internal static IReadOnlySet<string> OwnLogic { get; } = LogicObject().Matches(SqlServerMigrations.LogicIn("dbo"))
        .Select(match => match.Groups["name"].Value)
        .ToHashSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>The names of all of them.</summary>
    internal static IEnumerable<string> Own => OwnTables.Keys.Concat(OwnLogic);

    /// <param name="columns">What the schema has: tables and views by their columns, functions and procedures with an empty one.</param>
    /// <param name="applied">The names in the journal, which has those of the objects that it made.</param>
    /// <returns>What stands in the way and what to do; null if nothing does.</returns>
    public static string? Describe(
        string schema, IEnumerable<(string Object, string Column)> columns, IReadOnlyCollection<string> applied)
    {
        string[] made = [.. applied.Where(SchemaScripts.IsObject).Select(name => name[SchemaScripts.ObjectPrefix.Length..])];
        // Every released version journals its objects: without them, this app's own tables would look like another program's.
        if (applied.Count > 0 && made.Length == 0) return SchemaScripts.RefuseUnreleased(applied);
        var foreign = Own.Except(made, StringComparer.OrdinalIgnoreCase).ToHashSet(StringComparer.OrdinalIgnoreCase);
        string[] taken =
        [
            .. columns.GroupBy(column => column.Object, column => column.Column, StringComparer.OrdinalIgnoreCase)
                .Where(found => foreign.Contains(found.Key))
                .OrderBy(found => found.Key, StringComparer.Ordinal)
                .Select(found => Describe(schema, found.Key, [.. found])),
        ];
        return taken.Length == 0
            ? null
            : $"{string.Join("; ", taken)}. Nothing was changed. Give this app a schema of its own beside them, such as --schema inventory "
                + "(InventorySync__Schema), and compare the two until you trust it: the verb compare.";
    }

    private static string Describe(string schema, string name, string[] columns)
    {
        string[] missing = OwnTables.TryGetValue(name, out var own) ? [.. own.Except(columns, StringComparer.OrdinalIgnoreCase)] : [];
        return missing.Length == 0
            ? $"{schema}.{name} exists already, and migrate did not make it"
            : $"{schema}.{name} exists already and is not this app's: it lacks the columns {string.Join(", ", missing)}";
    }

    /// <summary>A table of a version, whose brackets stand on lines of their own.</summary>
    [GeneratedRegex(
        @"^CREATE TABLE \[dbo\]\.(?<name>\w+)\n\((?<body>.*?)^\);",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Table();

    /// <summary>A column: its name, then its type, which begins with a small letter.</summary>
    [GeneratedRegex(@"^ {4}(?<name>\w+) +[a-z]", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Column();

    [GeneratedRegex(
        @"^CREATE OR ALTER (VIEW|FUNCTION|PROCEDURE) \[dbo\]\.(?<name>\w+)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex LogicObject();
}
