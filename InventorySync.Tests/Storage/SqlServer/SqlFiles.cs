using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Tests.Support;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>The store's T-SQL as the files have it, read by SQL Server 2022's own parser.</summary>
internal static class SqlFiles
{
    public const string Schema = "inventory";

    private static readonly string Versions =
        Path.Combine(Repository.Root, "InventorySync.Functions", "Storage", "SqlServer", "Schema", "Versions");

    /// <summary>The statements' names.</summary>
    public static IReadOnlyList<string> Statements { get; } = [.. new SqlText("SqlServer").Names.Order(StringComparer.Ordinal)];

    /// <summary>The migrations' names.</summary>
    public static IReadOnlyList<string> Migrations { get; } = NamesIn(Versions);

    /// <summary>All T-SQL: each statement by its name, each script by its file's name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = Directory.EnumerateFiles(Versions, "*.sql")
        .Append(Path.Combine(Repository.Root, "infra", "sql-role.sql"))
        .Select(path => (Name: Path.GetFileName(path), Text: SqlServerStatement.PutIn(Schema, File.ReadAllText(path))))
        .Concat(Statements.Select(name => (Name: name, Statement(name).Text)))
        .ToDictionary(text => text.Name, text => text.Text, StringComparer.Ordinal);

    public static SqlServerStatement Statement(string name) => new SqlServerStatements(Schema)[name];

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
        Parse(text).Batches.SelectMany(batch => batch.Statements).Select(statement => text.Substring(statement.StartOffset, statement.FragmentLength));

    /// <summary>
    /// What the migrations leave: their statements in order, without functions and views that a later one drops, since Babelfish alters neither; columns that a later one adds are put into
    /// their table, since the model knows a table by its making alone; and rows are no schema.
    /// </summary>
    public static IReadOnlyList<(string Source, string Text)> Left()
    {
        List<(string Source, string Text, string? Made)> left = [];
        foreach (var name in Migrations)
        {
            foreach (var (text, n) in Split(All[name + ".sql"]).Select((text, n) => (text, n)))
            {
                var statement = Parse(text).Batches.SelectMany(batch => batch.Statements).Single();
                if (statement is DropFunctionStatement or DropViewStatement)
                    left.RemoveAll(earlier => ((DropObjectsStatement)statement).Objects.Any(dropped => dropped.BaseIdentifier.Value == earlier.Made));
                else if (statement is AlterTableAddTableElementStatement added) PutIn(left, added, text);
                else if (statement is not DataModificationStatement) left.Add(($"{name}-{n}", text, MadeBy(statement)));
            }
        }

        return [.. left.Select(statement => (statement.Source, statement.Text))];
    }

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
        CreateFunctionStatement function => function.Name.BaseIdentifier.Value,
        CreateViewStatement view => view.SchemaObjectName.BaseIdentifier.Value,
        _ => null,
    };

    private static string[] NamesIn(string folder) =>
        [.. Directory.EnumerateFiles(folder, "*.sql").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];
}
