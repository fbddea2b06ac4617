using InventorySync;
using InventorySync.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddInventorySync(builder.Configuration);
// Only where telemetry is sent: the host stops sending the worker's own for it.
if (TelemetryServices.IsSent(builder.Configuration)) builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
try
{
    builder.Build().Run();
    return 0;
}
catch (Exception e) when (StartFaults.LinesOf(e) is { Count: > 0 } lines)
{
    foreach (var line in lines) Console.Error.WriteLine(line);
    return 1;
}
