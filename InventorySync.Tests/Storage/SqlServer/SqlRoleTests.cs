using InventorySync.Storage.SqlServer;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

/// <summary>infra/sql-role.sql against what the statements do.</summary>
public sealed class SqlRoleTests
{
    private static readonly IReadOnlyList<(string Object, string Permission)> Granted = Grants();

    [Fact]
    public void The_role_may_alter_what_is_truncated_and_nothing_else()
    {
        var truncated = new Truncations();
        foreach (var name in SqlFiles.Statements) SqlFiles.Parse(SqlFiles.Statement(name).Text).Accept(truncated);

        Assert.Equal(
            truncated.Tables.Order(StringComparer.Ordinal),
            Granted.Where(grant => grant.Permission == "ALTER").Select(grant => grant.Object).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_role_has_no_right_but_these() =>
        Assert.Subset(
            new HashSet<string>(StringComparer.Ordinal) { "SELECT", "INSERT", "UPDATE", "DELETE", "EXECUTE", "ALTER" },
            Granted.Select(grant => grant.Permission).ToHashSet(StringComparer.Ordinal));

    [Fact]
    public void The_role_may_read_every_table_and_view_and_execute_every_function_and_procedure()
    {
        var made = new Definitions();
        foreach (var (_, text) in SqlFiles.Left()) SqlFiles.Parse(text).Accept(made);

        Assert.Equal(
            made.Readable.Append("InventorySyncMigration").Order(StringComparer.Ordinal),
            Granted.Where(grant => grant.Permission == "SELECT").Select(grant => grant.Object).Order(StringComparer.Ordinal));
        Assert.Equal(
            made.Executable.Order(StringComparer.Ordinal),
            Granted.Where(grant => grant.Permission == "EXECUTE").Select(grant => grant.Object).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_role_may_write_what_the_statements_and_the_procedures_write()
    {
        var writes = new Writes();
        foreach (var name in SqlFiles.Statements) SqlFiles.Parse(SqlFiles.Statement(name).Text).Accept(writes);
        foreach (var (_, text) in SqlFiles.Left()) SqlFiles.Parse(text).Accept(writes);
        // by bulk copy
        foreach (var staged in TakenNames.OwnTables.Keys.Where(table => table.StartsWith("Staged", StringComparison.Ordinal)))
            writes.Found.Add((staged, "INSERT"));

        Assert.Equal(
            string.Join('\n', writes.Found.Order()),
            string.Join('\n', Granted.Where(grant => grant.Permission is "INSERT" or "UPDATE" or "DELETE").Order()));
    }

    private static List<(string Object, string Permission)> Grants()
    {
        var grants = new GrantStatements();
        SqlFiles.Parse(SqlFiles.All["sql-role.sql"]).Accept(grants);
        return grants.Found;
    }

    private sealed class GrantStatements : TSqlFragmentVisitor
    {
        public List<(string Object, string Permission)> Found { get; } = [];

        public override void Visit(GrantStatement node) => Found.AddRange(node.Permissions.Select(permission => (
            node.SecurityTargetObject.ObjectName.MultiPartIdentifier.Identifiers[^1].Value,
            string.Join(' ', permission.Identifiers.Select(identifier => identifier.Value.ToUpperInvariant())))));
    }

    private sealed class Truncations : TSqlFragmentVisitor
    {
        public HashSet<string> Tables { get; } = new(StringComparer.Ordinal);

        public override void Visit(TruncateTableStatement node) => Tables.Add(node.TableName.BaseIdentifier.Value);
    }

    private sealed class Definitions : TSqlFragmentVisitor
    {
        public List<string> Readable { get; } = [];

        public List<string> Executable { get; } = [];

        public override void Visit(CreateTableStatement node) => Readable.Add(node.SchemaObjectName.BaseIdentifier.Value);

        public override void Visit(CreateViewStatement node) => Readable.Add(node.SchemaObjectName.BaseIdentifier.Value);

        /// <summary>A function that is one query is read like a view.</summary>
        public override void Visit(CreateFunctionStatement node) =>
            (node.ReturnType is SelectFunctionReturnType ? Readable : Executable).Add(node.Name.BaseIdentifier.Value);

        public override void Visit(CreateProcedureStatement node) => Executable.Add(node.ProcedureReference.Name.BaseIdentifier.Value);
    }

    /// <summary>The tables that are written, behind their aliases.</summary>
    private sealed class Writes : TSqlFragmentVisitor
    {
        public HashSet<(string Object, string Permission)> Found { get; } = [];

        public override void Visit(InsertSpecification node) => Add(node.Target, null, "INSERT");

        public override void Visit(UpdateSpecification node) => Add(node.Target, node.FromClause, "UPDATE");

        public override void Visit(DeleteSpecification node) => Add(node.Target, node.FromClause, "DELETE");

        private void Add(TableReference target, FromClause? from, string permission)
        {
            if (target is not NamedTableReference table) return; // a table variable
            var name = table.SchemaObject.BaseIdentifier.Value;
            if (from is null || table.SchemaObject.SchemaIdentifier is not null)
            {
                Found.Add((name, permission));
                return;
            }

            var aliases = new Aliases();
            from.Accept(aliases);
            if (aliases.Tables.TryGetValue(name, out var real)) Found.Add((real, permission));
        }
    }

    private sealed class Aliases : TSqlFragmentVisitor
    {
        public Dictionary<string, string> Tables { get; } = new(StringComparer.OrdinalIgnoreCase);

        public override void Visit(NamedTableReference node)
        {
            if (node.Alias is { } alias) Tables.TryAdd(alias.Value, node.SchemaObject.BaseIdentifier.Value);
        }
    }
}
