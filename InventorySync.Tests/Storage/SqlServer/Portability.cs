using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>Finds what Azure SQL, SQL Server 2022 or Babelfish 4 refuse, or take without effect.</summary>
internal sealed class Portability : TSqlFragmentVisitor
{
    private readonly List<string> _found = [];

    /// <returns>What is not portable in the text.</returns>
    public static IReadOnlyList<string> Refuse(string text)
    {
        var portability = new Portability();
        SqlFiles.Parse(text).Accept(portability);
        return portability._found;
    }

    public override void Visit(MergeStatement node) => _found.Add("MERGE");

    public override void Visit(WaitForStatement node) => _found.Add("WAITFOR");

    public override void Visit(TableDefinition node)
    {
        if (node.Indexes.Count > 0 || node.ColumnDefinitions.Any(column => column.Index is not null)) _found.Add("inline INDEX");
    }

    public override void Visit(SchemaObjectName node)
    {
        if (node.BaseIdentifier.Value.StartsWith("##", StringComparison.Ordinal)) _found.Add("##temp");
    }

    public override void Visit(IgnoreDupKeyIndexOption node) => _found.Add("IGNORE_DUP_KEY");

    public override void Visit(SetTransactionIsolationLevelStatement node) => _found.Add("isolation level");

    public override void Visit(TableHint node) => _found.Add("table hint");

    /// <summary>A hint that only says how the rows are reached changes no answer where it is not known.</summary>
    public override void Visit(OptimizerHint node)
    {
        if (node.HintKind is not (OptimizerHintKind.ForceOrder or OptimizerHintKind.LoopJoin or OptimizerHintKind.MaxDop))
            _found.Add("query hint");
    }

    public override void Visit(SqlDataTypeReference node)
    {
        if (node.SqlDataTypeOption is SqlDataTypeOption.Rowversion or SqlDataTypeOption.Timestamp) _found.Add("rowversion");
    }

    public override void Visit(ExecuteAsClause node) => _found.Add("EXECUTE AS");

    public override void Visit(SetCommandStatement node)
    {
        if (node.Commands.OfType<GeneralSetCommand>().Any(command => command.CommandType == GeneralSetCommandType.DeadlockPriority))
            _found.Add("DEADLOCK_PRIORITY");
    }

    public override void Visit(DistinctPredicate node) => _found.Add("IS DISTINCT FROM");

    public override void Visit(FunctionCall node)
    {
        if (node.FunctionName.Value.ToUpperInvariant() is "GREATEST" or "LEAST" or "JSON_ARRAY" or "JSON_OBJECT" or "GENERATE_SERIES")
            _found.Add(node.FunctionName.Value);
    }

    public override void Visit(CreateIndexStatement node)
    {
        if (node.FilterPredicate is not null) _found.Add("filtered index");
    }

    public override void Visit(ForeignKeyConstraintDefinition node) => _found.Add("FOREIGN KEY");

    /// <summary>No statement is built from data; a text that is there in full is none.</summary>
    public override void Visit(ExecutableStringList node)
    {
        if (node.Strings.Any(part => part is not StringLiteral)) _found.Add("dynamic SQL");
    }

    public override void Visit(ExecutableProcedureReference node)
    {
        if (node.ProcedureReference?.ProcedureReference?.Name.BaseIdentifier.Value == "sp_executesql") _found.Add("dynamic SQL");
    }
}
