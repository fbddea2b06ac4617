using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>The store's T-SQL as the files have it, read by SQL Server 2022's own parser.</summary>
internal static class SqlFiles
{
    public const string Schema = "inventory";

    private static readonly string Versions = Folder("Versions");
    private static readonly string Logic = Folder("Logic");

    /// <summary>
    /// The store's statements, read once: each reading of the files takes milliseconds, and tests ask thousands of times.
    /// </summary>
    public static SqlServerStatements Parsed { get; } = new(Schema);

    /// <summary>The statements' names.</summary>
    public static IReadOnlyList<string> Statements { get; } = [.. new SqlText("SqlServer").Names.Order(StringComparer.Ordinal)];

    /// <summary>The names of the versions.</summary>
    public static IReadOnlyList<string> Migrations { get; } = NamesIn(Versions);

    /// <summary>All T-SQL: each statement by its name, each script by its file's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Directory.EnumerateFiles(Versions, "*.sql")
        .Concat(Directory.EnumerateFiles(Logic, "*.sql"))
        .Append(Path.Combine(Repository.Root, "infra", "sql-role.sql"))
        .Select(path => (Name: Path.GetFileName(path), Text: SqlServerStatement.PutIn(Schema, File.ReadAllText(path))))
        .Concat(Statements.Select(name => (Name: name, Statement(name).Text)))
        .ToDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal);

    public static SqlServerStatement Statement(string name) => Parsed[name];

    public static TSqlScript Parse(string text)
    {
        using var reader = new StringReader(text);
        var script = (TSqlScript)new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Count == 0
            ? script
            : throw new FormatException(string.Join('\n', errors.Select(error => $"{error.Line}:{error.Column} {error.Message}")));
    }

    /// <summary>The statements of a script, each in its own text: GO is no statement.</summary>
    public static IEnumerable<string> Split(string text) =>
        Parse(text).Batches.SelectMany(batch => batch.Statements)
            .Select(statement => text.Substring(statement.StartOffset, statement.FragmentLength));

    /// <summary>
    /// What the versions leave and the logic makes, as if made at once: their statements in order, without what a later one drops; columns
    /// that a later one adds are put into their table, since the model knows a table by its making alone; rows and rights are no schema.
    /// </summary>
    public static IReadOnlyList<(string Source, string Text)> Left()
    {
        List<(string Source, string Text, string? Made)> left = [];
        foreach (var name in Migrations)
        {
            foreach (var (text, n) in Split(All[name + ".sql"]).Select((text, n) => (text, n)))
            {
                var statement = Parse(text).Batches.SelectMany(batch => batch.Statements).Single();
                if (statement is DropObjectsStatement dropped)
                    left.RemoveAll(earlier => dropped.Objects.Any(each => each.BaseIdentifier.Value == earlier.Made));
                else if (statement is AlterTableAddTableElementStatement added) PutIn(left, added, text);
                else if (statement is not (DataModificationStatement or IfStatement)) left.Add(($"{name}-{n}", text, MadeBy(statement)));
            }
        }

        return [.. left.Select(statement => (statement.Source, statement.Text)), .. NamesIn(Logic).SelectMany(Made)];
    }

    /// <summary>The rows that the versions put into the tables.</summary>
    public static IReadOnlyList<string> Rows(string schema) =>
    [
        .. SqlServerMigrations.Scripts.Versions
            .SelectMany(version => Split(SqlServerMigrations.TextOf(version, schema)))
            .Where(text => Parse(text).Batches[0].Statements[0] is InsertStatement),
    ];

    private static IEnumerable<(string Source, string Text)> Made(string logic) =>
        Split(All[logic + ".sql"]).Select(
            (text, n) => ($"{logic}-{n}", text.Replace("CREATE OR ALTER", "CREATE", StringComparison.Ordinal)));

    private static void PutIn(List<(string Source, string Text, string? Made)> left, AlterTableAddTableElementStatement added, string text)
    {
        var table = left.FindIndex(earlier => earlier.Made == added.SchemaObjectName.BaseIdentifier.Value);
        var (source, made, name) = left[table];
        var definition = text.Substring(added.Definition.StartOffset, added.Definition.FragmentLength);
        left[table] = (source, made.Insert(made.LastIndexOf(')'), $",\n    {definition}\n"), name);
    }

    private static string? MadeBy(TSqlStatement statement) => statement switch
    {
        CreateTableStatement table => table.SchemaObjectName.BaseIdentifier.Value,
        CreateIndexStatement index => index.Name.Value,
        _ => null,
    };

    private static string Folder(string name) =>
        Path.Combine(Repository.Root, "InventorySync.Functions", "Storage", "SqlServer", "Schema", name);

    private static string[] NamesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.sql").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
}
