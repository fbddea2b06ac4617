using InventorySync.Storage.SqlServer;
using Microsoft.SqlServer.Dac.Model;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>The schema that the migrations make, with statements bound to it as procedures: a name that is not there is an error, as it would be on a server.</summary>
internal sealed class SqlModel : IDisposable
{
    private static readonly string[] OfEveryServer = ["[sp_getapplock]", "[sys].[databases]", "[sys].[foreign_keys]", "[INFORMATION_SCHEMA].[COLUMNS]"];

    private readonly Dictionary<string, string> _viewSources = new(StringComparer.Ordinal);
    private readonly TSqlModel _model = new(SqlServerVersion.Sql160, new TSqlModelOptions());

    public SqlModel()
    {
        _model.AddObjects($"CREATE SCHEMA [{SqlFiles.Schema}]");
        _model.AddObjects($"CREATE TABLE {SqlServerMigrations.JournalOf(SqlFiles.Schema)} (Id int NOT NULL, ScriptName nvarchar(255) NOT NULL, Applied datetime NOT NULL)"); // as DbUp makes it
        foreach (var name in SqlFiles.Migrations)
        {
            foreach (var (statement, n) in SqlFiles.Split(SqlFiles.All[name + ".sql"]).Select((statement, n) => (statement, n))) Migrate(statement, $"{name}-{n}");
        }
    }

    public void AddStatement(SqlServerStatement statement)
    {
        var (text, tables) = TableVariables.MakeTables(statement);
        foreach (var (table, n) in tables.Select((table, n) => (table, n))) Add(table, $"{statement.Name}-{n}");
        Add($"CREATE PROCEDURE [{SqlFiles.Schema}].[checked {statement.Name}]{Declarations(statement)}\nAS\nBEGIN\n{text}\nEND", statement.Name);
    }

    /// <summary>What does not bind. A missing column is an error, a missing table or procedure a warning, as it is of what every server has: that is let through by its name.</summary>
    public IReadOnlyList<string> Errors() =>
        [.. _model.Validate().Select(message => message.ToString()).Where(message => !OfEveryServer.Any(name => message.Contains(name, StringComparison.Ordinal)))];

    public void Dispose() => _model.Dispose();

    /// <summary>The model takes only what makes an object: a view that is made anew is dropped by what it was made by.</summary>
    private void Migrate(string statement, string source)
    {
        var views = new Views();
        SqlFiles.Parse(statement).Accept(views);
        foreach (var dropped in views.Dropped) _model.DeleteObjects(_viewSources[dropped] + ".sql");
        if (views.Dropped.Count > 0) return;
        foreach (var made in views.Made) _viewSources[made] = source;
        Add(statement, source);
    }

    private void Add(string text, string source) =>
        _model.AddOrUpdateObjects(text, source + ".sql", new TSqlObjectOptions { AnsiNulls = true, QuotedIdentifier = true });

    private static string Declarations(SqlServerStatement statement) =>
        statement.Parameters.Count == 0 ? "" : "\n" + string.Join(",\n", statement.Parameters.Select(parameter => $"{parameter.Name} {parameter.Declaration}"));

    private sealed class Views : TSqlFragmentVisitor
    {
        public List<string> Made { get; } = [];

        public List<string> Dropped { get; } = [];

        public override void Visit(CreateViewStatement node) => Made.Add(node.SchemaObjectName.BaseIdentifier.Value);

        public override void Visit(DropViewStatement node) => Dropped.AddRange(node.Objects.Select(view => view.BaseIdentifier.Value));
    }
}
