using InventorySync.Storage.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>
/// Makes tables of a statement's table variables for the check: where a query has a table variable, the model lets wrong names pass in all
/// of it.
/// </summary>
internal sealed class TableVariables : TSqlFragmentVisitor
{
    private readonly List<(int Start, int Length, string Text)> _replacements = [];
    private readonly List<string> _tables = [];
    private readonly HashSet<string> _declared = new(StringComparer.Ordinal);
    private readonly SqlServerStatement _statement;

    private TableVariables(SqlServerStatement statement) => _statement = statement;

    /// <summary>Those that the first statement of a batch leaves to those that follow it, with what makes them.</summary>
    public static IReadOnlyDictionary<string, string> LeftToOthers { get; } =
        Declarations(SqlFiles.Statement("LockKeys")).ToDictionary(made => made.Name, made => made.Definition, StringComparer.Ordinal);

    /// <returns>The statement on tables, and what makes them.</returns>
    public static (string Text, IReadOnlyList<string> Tables) MakeTables(SqlServerStatement statement)
    {
        var variables = new TableVariables(statement);
        SqlFiles.Parse(statement.Text).Accept(variables);
        var text = statement.Text;
        foreach (var (start, length, replacement) in variables._replacements.OrderByDescending(replacement => replacement.Start))
            text = text.Remove(start, length).Insert(start, replacement);
        return (text, variables._tables);
    }

    public override void Visit(DeclareTableVariableStatement node)
    {
        Make(node.Body.VariableName.Value, DefinitionIn(_statement, node));
        _replacements.Add((node.StartOffset, node.FragmentLength, "SET NOCOUNT ON;"));
    }

    public override void Visit(VariableTableReference node)
    {
        if (LeftToOthers.TryGetValue(node.Variable.Name, out var definition)) Make(node.Variable.Name, definition);
        _replacements.Add((node.Variable.StartOffset, node.Variable.FragmentLength, NameOf(node.Variable.Name)));
    }

    private static IEnumerable<(string Name, string Definition)> Declarations(SqlServerStatement statement) =>
        SqlFiles.Parse(statement.Text).Batches.SelectMany(batch => batch.Statements)
            .OfType<DeclareTableVariableStatement>()
            .Select(declaration => (declaration.Body.VariableName.Value, DefinitionIn(statement, declaration)));

    private static string DefinitionIn(SqlServerStatement statement, DeclareTableVariableStatement declaration) =>
        statement.Text.Substring(declaration.Body.Definition.StartOffset, declaration.Body.Definition.FragmentLength);

    private void Make(string variable, string definition)
    {
        if (_declared.Add(variable)) _tables.Add($"CREATE TABLE {NameOf(variable)} ({definition})");
    }

    private string NameOf(string variable) => $"[{SqlFiles.Schema}].[{_statement.Name}{variable}]";
}
