using InventorySync.Telemetry;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Azure.Functions.Worker.OpenTelemetry;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Composition;

/// <summary>The app on the Functions worker. A method of its own, so that a test can make exactly what Program.cs runs.</summary>
internal static class FunctionApp
{
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Services.AddInventorySync(builder.Configuration);
        // Only where telemetry is sent: the host stops sending the worker's own for it.
        if (TelemetryServices.IsSent(builder.Configuration)) builder.Services.AddOpenTelemetry().UseFunctionsWorkerDefaults();
        return builder;
    }
}
