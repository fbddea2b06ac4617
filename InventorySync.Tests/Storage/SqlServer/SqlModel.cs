using InventorySync.Storage.SqlServer;
using Microsoft.SqlServer.Dac.Model;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>
/// The schema that the migrations make, with statements bound to it as procedures: a name that is not there is an error, as it would be on
/// a server.
/// </summary>
internal sealed class SqlModel : IDisposable
{
    private static readonly string[] OfEveryServer =
        [
            "[sp_getapplock]", "[sys].[databases]", "[sys].[foreign_keys]", "[INFORMATION_SCHEMA].[COLUMNS]",
            "[INFORMATION_SCHEMA].[ROUTINES]",
        ];

    private readonly TSqlModel _model = new(SqlServerVersion.Sql160, new TSqlModelOptions());

    public SqlModel()
    {
        _model.AddObjects($"CREATE SCHEMA [{SqlFiles.Schema}]");
        // as DbUp makes it
        _model.AddObjects(
            $"CREATE TABLE {SqlServerMigrations.JournalOf(SqlFiles.Schema)} (Id int NOT NULL, ScriptName nvarchar(255) NOT NULL, "
            + "Applied datetime NOT NULL)");
        foreach (var (source, text) in SqlFiles.Left()) Add(text, source);
    }

    public void AddStatement(SqlServerStatement statement)
    {
        var (text, tables) = TableVariables.MakeTables(statement);
        foreach (var (table, n) in tables.Select((table, n) => (table, n))) Add(table, $"{statement.Name}-{n}");
        Add(
            $"CREATE PROCEDURE [{SqlFiles.Schema}].[checked {statement.Name}]{Declarations(statement)}\nAS\nBEGIN\n{text}\nEND",
            statement.Name);
    }

    /// <summary>
    /// What does not bind. A missing column is an error, a missing table or procedure a warning, as it is of what every server has: that is
    /// let through by its name.
    /// </summary>
    public IReadOnlyList<string> Errors() =>
        [.. _model.Validate()
            .Select(message => message.ToString())
            .Where(message => !OfEveryServer.Any(name => message.Contains(name, StringComparison.Ordinal)))];

    public void Dispose() => _model.Dispose();

    private void Add(string text, string source) =>
        _model.AddOrUpdateObjects(text, source + ".sql", new TSqlObjectOptions { AnsiNulls = true, QuotedIdentifier = true });

    private static string Declarations(SqlServerStatement statement) =>
        statement.Parameters.Count == 0
            ? ""
            : "\n" + string.Join(",\n", statement.Parameters.Select(parameter => $"{parameter.Name} {parameter.Declaration}"));
}
