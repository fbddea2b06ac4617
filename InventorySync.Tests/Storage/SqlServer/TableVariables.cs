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
    private readonly SqlServerStatement _statement;

    private TableVariables(SqlServerStatement statement) => _statement = statement;

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
        var definition = _statement.Text.Substring(node.Body.Definition.StartOffset, node.Body.Definition.FragmentLength);
        _tables.Add($"CREATE TABLE {NameOf(node.Body.VariableName.Value)} ({definition})");
        _replacements.Add((node.StartOffset, node.FragmentLength, "SET NOCOUNT ON;"));
    }

    public override void Visit(VariableTableReference node) =>
        _replacements.Add((node.Variable.StartOffset, node.Variable.FragmentLength, NameOf(node.Variable.Name)));

    private string NameOf(string variable) => $"[{SqlFiles.Schema}].[{_statement.Name}{variable}]";
}
