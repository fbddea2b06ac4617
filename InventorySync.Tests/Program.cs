using System.CommandLine;
using InventorySync.Tests.Convergence;
using Spectre.Console;

// The test project is also the program behind `dotnet dev.cs simulate`; tests are run by their own host, which does not come here.
var simulate = SimulateCommand.Create(AnsiConsole.Console, TimeProvider.System);
return new RootCommand("Simulated histories of the whole system.") { simulate }.Parse(args).Invoke();
