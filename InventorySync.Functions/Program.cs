using InventorySync.Composition;

return await AppRun.RunAsync(FunctionApp.CreateBuilder(args).Build, Console.Error);
