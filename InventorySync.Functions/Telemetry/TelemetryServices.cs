using Azure.Core;
using Azure.Identity;
using Azure.Monitor.OpenTelemetry.Exporter;
using InventorySync.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace InventorySync.Telemetry;

/// <summary>
/// What the app counts, traces and logs, and where it is sent: to Application Insights where a connection string says so, otherwise
/// nowhere.
/// </summary>
public static class TelemetryServices
{
    /// <summary>The setting that the Functions host reads as well.</summary>
    internal const string ConnectionStringSetting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    /// <summary>
    /// Whose identity sends the telemetry, as "ClientId=...;Authorization=AAD". The host reads it for its own; the app has to be given its
    /// credential. https://learn.microsoft.com/azure/azure-functions/functions-app-settings#applicationinsights_authentication_string
    /// </summary>
    internal const string AuthenticationSetting = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";

    /// <summary>Whether there is anybody to send it to.</summary>
    public static bool IsSent(IConfiguration configuration) => configuration[ConnectionStringSetting] is { Length: > 0 };

    /// <summary>The app's meter and spans, and the exporter where one is set.</summary>
    public static IServiceCollection AddTelemetry(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<TelemetryOptions>(configuration, TelemetryOptions.Section);
        services.AddMetrics();
        services.AddSingleton<SyncMetrics>();
        services.AddSingleton<SyncTracing>();
        if (!IsSent(configuration)) return services;

        services.AddOpenTelemetry().CollectSync().UseAzureMonitorExporter(options =>
        {
            options.ConnectionString = configuration[ConnectionStringSetting];
            options.Credential = CredentialOf(configuration[AuthenticationSetting]);
            options.TracesPerSecond = null; // its default, which would count before the percentage
            options.EnableTraceBasedLogsSampler = false; // the alerts count lines
            options.EnableLiveMetrics = false;
        });
        services.AddOptions<AzureMonitorExporterOptions>()
            .Configure<IOptions<TelemetryOptions>>((exporter, telemetry) => exporter.SamplingRatio = telemetry.Value.TracedPercent / 100f);
        return services;
    }

    /// <summary>
    /// What is collected, whoever it is sent to: nothing here holds a body, a token, a secret, or the query of an address.
    /// </summary>
    internal static IOpenTelemetryBuilder CollectSync(this IOpenTelemetryBuilder builder) => builder
        .WithMetrics(metrics => metrics.AddMeter(SyncMetrics.MeterName))
        .WithTracing(traces => traces.AddSource(SyncTracing.SourceName).AddSqlClientInstrumentation().AddHttpClientInstrumentation())
        .WithLogging(_ => { }, options => options.IncludeFormattedMessage = true);

    /// <summary>Null where local authentication is meant: the connection string's key then goes for itself.</summary>
    internal static TokenCredential? CredentialOf(string? authentication)
    {
        var parts = (authentication ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        if (!parts.TryGetValue("Authorization", out var way) || !way.Equals("AAD", StringComparison.OrdinalIgnoreCase)) return null;
        return new ManagedIdentityCredential(
            parts.TryGetValue("ClientId", out var clientId)
                ? ManagedIdentityId.FromUserAssignedClientId(clientId)
                : ManagedIdentityId.SystemAssigned);
    }
}
