using System.CommandLine;
using InventorySync.Cli;
using InventorySync.Cli.Databases;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Tools.Tests.Cli;

public sealed class GrantCommandTests
{
    private const string ClientId = "3f2504e0-4f89-11d3-9a0c-0305e82c3301";

    [Fact]
    public void The_role_is_that_of_infra_for_the_schema_that_was_asked_for()
    {
        var text = GrantCommand.RoleText("inventory");

        Assert.Contains("ON [inventory].Sku TO InventorySyncApp", text, StringComparison.Ordinal);
        Assert.DoesNotContain("$schema$", text, StringComparison.Ordinal);
        Parse(text);
    }

    [Fact]
    public void The_batch_that_makes_the_user_is_sql_server_2022s_and_quotes_the_name()
    {
        var text = SqlFile.Read(typeof(GrantCommand), "GrantAppRole");

        Parse(text);
        Assert.DoesNotContain("+ @name", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--identity", "grant", "--client-id", ClientId, "--connection", "Server=x")]
    [InlineData("--client-id", "grant", "--identity", "id-app", "--connection", "Server=x")]
    [InlineData("--client-id", "grant", "--identity", "id-app", "--client-id", "not-a-guid", "--connection", "Server=x")]
    [InlineData("--connection", "grant", "--identity", "id-app", "--client-id", ClientId, "--connection", "")]
    public void What_is_wrong_is_said(string expected, params string[] words) =>
        Assert.Contains(
            new RootCommand { GrantCommand.Create() }.Parse(words).Errors,
            error => error.Message.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void What_a_person_would_say_is_understood() =>
        Assert.Empty(new RootCommand { GrantCommand.Create() }
            .Parse(["grant", "--identity", "id-app", "--client-id", ClientId, "--connection", "Server=x"]).Errors);

    /// <summary>By SQL Server 2022's own parser.</summary>
    private static void Parse(string text)
    {
        using var reader = new StringReader(text);
        new TSql160Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        Assert.Empty(errors);
    }
}
