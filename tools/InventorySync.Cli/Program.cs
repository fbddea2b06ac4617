using System.CommandLine;
using InventorySync.Cli.Databases;
using InventorySync.Cli.Operations;
using InventorySync.Cli.Rehearse;
using InventorySync.Cli.Run;
using Spectre.Console;

// A file or a pipe has no width to wrap at.
if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = int.MaxValue;

var root = new RootCommand("InventorySync's tools: the function app in one process, beside a simulated Shopify store, and what its operators need.")
{
    RunCommand.Create(TimeProvider.System),
    MigrateCommand.Create(),
    GrantCommand.Create(),
    CompareCommand.Create(),
    RehearseCommand.Create(AnsiConsole.Console),
};
foreach (var verb in OperationsVerbs.Create(AnsiConsole.Console, TimeProvider.System)) root.Subcommands.Add(verb);

// A stop lets webhooks and messages at work end, which has a limit of its own.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
