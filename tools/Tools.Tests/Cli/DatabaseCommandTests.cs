using System.CommandLine;
using InventorySync.Cli.Databases;
using LocalRun.Run;

namespace Tools.Tests.Cli;

public sealed class DatabaseCommandTests
{
    private const string Server = "Server=nowhere;Database=inventory";

    [Theory]
    [InlineData("migrate", "--connection", Server)]
    [InlineData("migrate", "--connection", Server, "--schema", "inventory", "--enable-rcsi")]
    [InlineData("compare", "--connection", Server, "--old", "dbo.Sku", "--key", "VariantId")]
    [InlineData(
        "compare", "--connection", Server, "--old", "dbo.Sku", "--key", "Code=Sku", "--columns", "Stock=Available,Price", "--new",
        "RawSkusFromShopify")]
    [InlineData("run", "--database", "SqlServer", "--connection", Server)]
    [InlineData("run", "--once")]
    [InlineData("run", "--once", "--burst", "--webhooks", "20000")]
    public void What_a_person_would_say_is_understood(params string[] words) => Assert.Empty(Parse(words));

    [Theory]
    [InlineData("--schema takes", "migrate", "--connection", Server, "--schema", "a]b")]
    [InlineData("--connection", "migrate", "--connection", "")]
    [InlineData("--key", "compare", "--connection", Server, "--old", "dbo.Sku")]
    [InlineData("--old takes", "compare", "--connection", Server, "--old", "Sku", "--key", "VariantId")]
    [InlineData("--key takes", "compare", "--connection", Server, "--old", "dbo.Sku", "--key", "a=b=c")]
    [InlineData("needs --connection", "run", "--database", "SqlServer")]
    [InlineData("goes with --database SqlServer", "run", "--connection", Server)]
    [InlineData("--burst goes with --once", "run", "--burst")]
    [InlineData("Oracle", "run", "--database", "Oracle")]
    public void What_is_wrong_is_said(string expected, params string[] words) =>
        Assert.Contains(Parse(words), error => error.Contains(expected, StringComparison.Ordinal));

    private static IReadOnlyList<string> Parse(string[] words) =>
        [.. new RootCommand { RunCommand.Create(TimeProvider.System), MigrateCommand.Create(), CompareCommand.Create() }
            .Parse(words).Errors
            .Select(error => error.Message)];
}
