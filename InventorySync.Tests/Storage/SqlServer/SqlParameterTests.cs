using System.Data;
using System.Text.Json;
using InventorySync.Storage.SqlServer;
using Microsoft.Data.SqlClient;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace InventorySync.Tests.Storage.SqlServer;

public sealed class SqlParameterTests
{
    public static TheoryData<string> Statements => [.. SqlFiles.Statements];

    public static TheoryData<string> Operations => [.. StoreCalls.All.Keys.Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Statements))]
    public void A_file_declares_every_parameter_that_it_uses_and_uses_every_one_that_it_declares(string name)
    {
        var statement = SqlFiles.Statement(name);
        var variables = new Variables();
        SqlFiles.Parse(statement.Text).Accept(variables);

        Assert.Equal(
            variables.Used.Except(variables.Declared).Except(TableVariables.LeftToOthers.Keys).Order(StringComparer.Ordinal),
            statement.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal));
    }

    /// <summary>
    /// Each operation of the store, without a server: what it sends is what the file declares, with its type and its size.
    /// </summary>
    [Theory]
    [MemberData(nameof(Operations))]
    public async Task An_operation_sends_what_its_files_declare(string operation)
    {
        var calls = new StoreCalls();

        await calls.RunAsync(operation);

        Assert.NotEmpty(calls.Sent);
        foreach (var command in calls.Sent)
        {
            Assert.Equal(
                StatementsOf(command).SelectMany(statement => statement.Parameters)
                    .DistinctBy(parameter => parameter.Name)
                    .Select(parameter => (parameter.Name, parameter.Type, parameter.Size)),
                command.Parameters.Cast<SqlParameter>()
                    .Select(parameter => (parameter.ParameterName, parameter.SqlDbType, parameter.Size)));
            Assert.All(command.Parameters.Cast<SqlParameter>(), parameter => Assert.True(
                parameter.Value is DBNull || Fits(parameter.SqlDbType, parameter.Value),
                $"{parameter.ParameterName} is a {parameter.Value?.GetType()}"));
        }
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task A_file_that_describes_JSON_names_every_field_that_an_operation_sends(string operation)
    {
        var calls = new StoreCalls();

        await calls.RunAsync(operation);

        foreach (var command in calls.Sent)
        {
            foreach (var parameter in command.Parameters.Cast<SqlParameter>())
            {
                if (parameter.Value is not string json || !json.StartsWith("[{", StringComparison.Ordinal)) continue;
                var head = $"-- {parameter.ParameterName}: JSON";
                if (command.CommandText.Split('\n').FirstOrDefault(line => line.StartsWith(head, StringComparison.Ordinal)) is not { } line)
                    continue;
                var fields = JsonDocument.Parse(json).RootElement[0].EnumerateObject().Select(field => field.Name);
                Assert.Empty(fields.Except(line.Split(' ', ',', ':', ';')));
            }
        }
    }

    [Fact]
    public async Task Every_statement_is_sent_by_some_operation()
    {
        var calls = new StoreCalls();
        foreach (var operation in StoreCalls.All.Keys) await calls.RunAsync(operation);

        string[] ofTheVerbMigrate = ["TakeMigrationLock", "CreateSchema", "ReadColumns", "EnableRowVersions"];
        Assert.Equal(
            SqlFiles.Statements.Except(ofTheVerbMigrate),
            SqlFiles.Statements.Intersect(calls.Sent.SelectMany(StatementsOf).Select(statement => statement.Name)));
    }

    [Fact]
    public void A_text_that_is_longer_than_its_column_is_refused_and_not_cut_off()
    {
        var parameter = Assert.Single(SqlFiles.Statement("PostponeLookUp").Parameters, parameter => parameter.Name == "@kind");
        Assert.Equal((SqlDbType.TinyInt, 0), (parameter.Type, parameter.Size));
        var name = SqlFiles.Statement("WriteLocation").Parameters.Single(parameter => parameter.Name == "@name");

        Assert.Equal(500, ((string)name.With(new string('x', 500)).Value!).Length);
        Assert.Throws<ArgumentException>(() => name.With(new string('x', 501)));
    }

    /// <summary>One statement, or those of a batch in their order.</summary>
    private static List<SqlServerStatement> StatementsOf(SqlCommand command)
    {
        List<SqlServerStatement> found = [.. SqlFiles.Statements.Select(SqlFiles.Statement)
            .Where(statement => command.CommandText.Contains(statement.Text, StringComparison.Ordinal))
            .OrderBy(statement => command.CommandText.IndexOf(statement.Text, StringComparison.Ordinal))];
        Assert.Equal(command.CommandText, string.Concat(found.Select(statement => statement.Text)));
        return found;
    }

    private static bool Fits(SqlDbType type, object? value) => type switch
    {
        SqlDbType.BigInt => value is long or int,
        SqlDbType.Int or SqlDbType.TinyInt => value is int,
        SqlDbType.Bit => value is bool,
        SqlDbType.NVarChar => value is string,
        SqlDbType.VarBinary => value is byte[],
        _ => false,
    };

    private sealed class Variables : TSqlFragmentVisitor
    {
        public HashSet<string> Used { get; } = new(StringComparer.OrdinalIgnoreCase);

        public HashSet<string> Declared { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>The names of a called procedure's parameters are its own.</summary>
        public override void ExplicitVisit(ExecuteParameter node) => node.ParameterValue?.Accept(this);

        public override void Visit(VariableReference node) => Used.Add(node.Name);

        public override void Visit(DeclareVariableElement node) => Declared.Add(node.VariableName.Value);

        public override void Visit(DeclareTableVariableBody node) => Declared.Add(node.VariableName.Value);
    }
}
