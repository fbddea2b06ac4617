using InventorySync.Cli.Operations;
using InventorySync.Tests.Support;
using Spectre.Console;

namespace Tools.Tests.DevRunner;

public sealed class OperatorVerbsTests
{
    private static readonly string TaskRunner = File.ReadAllText(Path.Combine(Repository.Root, "dev.cs"));

    public static TheoryData<string> Verbs =>
        [.. OperationsVerbs.Create(AnsiConsole.Console, TimeProvider.System).Select(verb => verb.Name)];

    [Theory]
    [MemberData(nameof(Verbs))]
    public void The_task_runner_knows_every_verb_for_operators_and_its_help_lists_it(string verb)
    {
        Assert.Contains($"\"{verb}\"", TaskRunner, StringComparison.Ordinal);
        Assert.Matches($@"dotnet dev\.cs ([a-z-]+ \| )*{verb}\b", TaskRunner);
    }
}
