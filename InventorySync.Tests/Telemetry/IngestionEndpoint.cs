using System.Collections.Concurrent;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace InventorySync.Tests.Telemetry;

/// <summary>
/// Takes what the Azure Monitor exporter sends, as Application Insights does: lines of JSON, zipped, answered with their number.
/// </summary>
internal sealed class IngestionEndpoint : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly ConcurrentQueue<string> _items = new();

    private IngestionEndpoint(WebApplication server) => _server = server;

    /// <summary>Each item as it came, in JSON.</summary>
    public IReadOnlyList<string> Items => [.. _items];

    public string ConnectionString => $"InstrumentationKey=00000000-0000-0000-0000-000000000001;IngestionEndpoint={_server.Urls.First()}/";

    public static async Task<IngestionEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var endpoint = new IngestionEndpoint(builder.Build());
        endpoint._server.MapPost("/v2.1/track", endpoint.TakeAsync);
        await endpoint._server.StartAsync();
        return endpoint;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task<IResult> TakeAsync(HttpRequest request)
    {
        await using var body =
            request.Headers.ContentEncoding.Contains("gzip") ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
        using var reader = new StreamReader(body, Encoding.UTF8);
        var count = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (line.Length == 0) continue;
            _items.Enqueue(line);
            count++;
        }

        return Results.Text($$"""{"itemsReceived":{{count}},"itemsAccepted":{{count}},"errors":[]}""", "application/json");
    }
}
