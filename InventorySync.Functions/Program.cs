using InventorySync;
using InventorySync.Storage;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddInventorySync(builder.Configuration);
try
{
    builder.Build().Run();
    return 0;
}
catch (Exception e) when (e is OptionsValidationException or StoreRefusedException)
{
    // One clear line each, where a stack trace would hide it.
    Console.Error.WriteLine(e is OptionsValidationException invalid ? string.Join(Environment.NewLine, invalid.Failures) : e.Message);
    return 1;
}
