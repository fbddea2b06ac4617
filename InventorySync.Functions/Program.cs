using InventorySync;
using InventorySync.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;

var builder = FunctionsApplication.CreateBuilder(args);
builder.Services.AddInventorySync(builder.Configuration);
// Only where telemetry is sent: the host stops sending the worker's own for it.
if (TelemetryServices.IsSent(builder.Configuration)) builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
return await AppRun.RunAsync(builder.Build, Console.Error);
