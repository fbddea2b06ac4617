using System.CommandLine;
using InventorySync.Cli.Databases;
using InventorySync.Cli.Run;

var root = new RootCommand("InventorySync's tools: the function app in one process, beside a simulated Shopify store.")
{
    RunCommand.Create(TimeProvider.System),
    MigrateCommand.Create(),
    GrantCommand.Create(),
    CompareCommand.Create(),
};

// A stop lets webhooks and messages at work end, which has a limit of its own.
return await root.Parse(args).InvokeAsync(new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
