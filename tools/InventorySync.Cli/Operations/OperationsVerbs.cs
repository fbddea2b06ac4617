using System.CommandLine;
using InventorySync.Cli.Operations.Drift;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>The verbs for operators, all of them.</summary>
internal static class OperationsVerbs
{
    public static IReadOnlyList<Command> Create(IAnsiConsole console, TimeProvider timeProvider)
    {
        var verb = new OperationsVerb(console, timeProvider);
        return
        [
            StatusCommand.Create(verb), FullSyncCommand.Create(verb), PauseCommands.Pause(verb), PauseCommands.Resume(verb),
            FailedCommand.Create(verb), DriftCommand.Create(verb), PolicyCommand.Create(verb), SkuCommand.Create(verb),
            WebhooksCommand.Create(verb), DoctorCommand.Create(verb),
        ];
    }
}
