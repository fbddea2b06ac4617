using InventorySync;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddInventorySync(builder.Configuration);
try
{
    builder.Build().Run();
    return 0;
}
catch (Exception e) when (StartupFaults.Explain(e) is { } lines)
{
    foreach (var line in lines) Console.Error.WriteLine(line);
    return 1;
}
