using System.CommandLine;
using InventorySync.Tests.Convergence;
using Spectre.Console;

// The test project is also the program behind `dotnet dev.cs simulate`; tests are run by their own host, which does not come here.
return new RootCommand("Simulated histories of the whole system.") { SimulateCommand.Create(AnsiConsole.Console, TimeProvider.System) }.Parse(args).Invoke();
