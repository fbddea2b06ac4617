using System.CommandLine;
using LocalRun.Rehearse;
using LocalRun.Run;
using Spectre.Console;

// A file or a pipe has no width to wrap at.
if (Console.IsOutputRedirected) AnsiConsole.Console.Profile.Width = int.MaxValue;

var root = new RootCommand("The function app in one process, beside a simulated Shopify store.")
{
    RunCommand.Create(TimeProvider.System),
    RehearseCommand.Create(AnsiConsole.Console),
};

// A stop lets webhooks and messages at work end, which has a limit of its own.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
