using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace FunctionsHost;

/// <summary>What this host takes from host.json; what it does not serve (logging, other extensions) it leaves to Azure.</summary>
/// <remarks>Source: https://learn.microsoft.com/azure/azure-functions/functions-host-json</remarks>
/// <param name="RoutePrefix">What every route begins with, without slashes; may be empty.</param>
/// <param name="FunctionTimeout">An invocation is cancelled after this; null means never.</param>
/// <param name="Queues">The rules of every queue.</param>
public sealed record HostJson(string RoutePrefix, TimeSpan? FunctionTimeout, QueueRules Queues)
{
    /// <summary>
    /// Where settings override host.json, as they do on Azure: <c>AzureFunctionsJobHost__extensions__queues__batchSize</c>.
    /// </summary>
    private const string OverridesSection = "AzureFunctionsJobHost";

    /// <exception cref="HostStartException">The file is missing or a value in it is wrong.</exception>
    public static HostJson Load(string path, IConfiguration settings)
    {
        try
        {
            using var file = File.OpenRead(path);
            return Read(file, settings);
        }
        catch (IOException e)
        {
            throw new HostStartException($"host.json cannot be read: {e.Message}", e);
        }
    }

    /// <exception cref="HostStartException">A value is wrong.</exception>
    public static HostJson Parse(string json, IConfiguration settings)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Read(stream, settings);
    }

    private static HostJson Read(Stream json, IConfiguration settings)
    {
        HostJsonValues values;
        try
        {
            values = new HostJsonValues(new ConfigurationBuilder()
                .AddJsonStream(json)
                .AddConfiguration(settings.GetSection(OverridesSection))
                .Build());
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new HostStartException($"host.json is not readable JSON: {e.Message}", e);
        }

        return new HostJson(
            values.Text("extensions:http:routePrefix", "api").Trim('/'),
            values.FunctionTimeout(),
            QueueRulesOf(values));
    }

    private static QueueRules QueueRulesOf(HostJsonValues values)
    {
        var encoding = values.Text("extensions:queues:messageEncoding", "base64");
        if (!encoding.Equals("base64", StringComparison.OrdinalIgnoreCase))
            throw new HostStartException($"host.json: extensions:queues:messageEncoding is '{encoding}'; bytes travel only as base64.");

        var batchSize = values.Number("extensions:queues:batchSize", 16, least: 1, most: 32);
        return new QueueRules(
            batchSize,
            values.Number("extensions:queues:newBatchThreshold", batchSize / 2 * Environment.ProcessorCount, least: 0, most: int.MaxValue),
            values.Span("extensions:queues:maxPollingInterval", TimeSpan.FromMinutes(1), least: QueueRules.ShortestPollingInterval),
            values.Span("extensions:queues:visibilityTimeout", TimeSpan.Zero, least: TimeSpan.Zero),
            values.Number("extensions:queues:maxDequeueCount", 5, least: 1, most: int.MaxValue));
    }
}
