using System.CommandLine;
using InventorySync.Cli.Databases;
using InventorySync.Cli.Operations;
using Spectre.Console;

// A file or a pipe has no width to wrap at.
if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = int.MaxValue;

var root = new RootCommand("What the operators of InventorySync need.")
{
    MigrateCommand.Create(),
    GrantCommand.Create(),
    CompareCommand.Create(),
};
foreach (var verb in OperationsVerbs.Create(AnsiConsole.Console, TimeProvider.System)) root.Subcommands.Add(verb);

// A verb that is stopped lets its full sync end in order, which has a limit of its own.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
