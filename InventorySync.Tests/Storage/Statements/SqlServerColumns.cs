using InventorySync.Tests.Storage.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.Statements;

/// <summary>
/// The columns of each set of rows that a batch of T-SQL answers, from its text: SELECT, and OUTPUT that goes nowhere else.
/// </summary>
internal sealed class SqlServerColumns : TSqlFragmentVisitor
{
    private readonly List<IReadOnlyList<string>> _sets = [];

    public static IReadOnlyList<IReadOnlyList<string>> Of(string text)
    {
        var columns = new SqlServerColumns();
        SqlFiles.Parse(text).Accept(columns);
        return columns._sets;
    }

    public override void Visit(SelectStatement node)
    {
        if (node.Into is null) Add(FirstOf(node.QueryExpression).SelectElements);
    }

    public override void Visit(OutputClause node) => Add(node.SelectColumns);

    /// <summary>The names of a union are those of its first part.</summary>
    private static QuerySpecification FirstOf(QueryExpression query) => query switch
    {
        QuerySpecification specification => specification,
        BinaryQueryExpression union => FirstOf(union.FirstQueryExpression),
        QueryParenthesisExpression inBrackets => FirstOf(inBrackets.QueryExpression),
        _ => throw new NotSupportedException(query.GetType().Name),
    };

    /// <summary>Into variables no row goes to the client.</summary>
    private void Add(IList<SelectElement> elements)
    {
        if (elements.OfType<SelectSetVariable>().Any()) return;
        _sets.Add([.. elements.Select(NameOf)]);
    }

    private static string NameOf(SelectElement element) => element switch
    {
        SelectScalarExpression { ColumnName: { } alias } => alias.Value,
        SelectScalarExpression { Expression: ColumnReferenceExpression column } => column.MultiPartIdentifier.Identifiers[^1].Value,
        SelectScalarExpression => "",
        _ => "*",
    };
}
