using InventorySync.Tests.Convergence;

// The test project is also the program behind `dotnet dev.cs simulate`; tests are run by their own host, which does not come here.
return args is ["simulate", .. var options] ? SimulateCommand.Run(options, Console.Out) : 2;
