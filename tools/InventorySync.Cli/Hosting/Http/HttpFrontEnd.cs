using System.Net;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Cli.Hosting.Http;

/// <summary>
/// Kestrel without a web application round it: a second host would bring a second configuration, and a second handler of Ctrl+C.
/// </summary>
internal sealed class HttpFrontEnd : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private HttpFrontEnd(KestrelServer server) => _server = server;

    /// <summary>Where it listens; with the port that was free, if port 0 was asked for.</summary>
    public Uri Address => new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <exception cref="HostStartException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<HttpFrontEnd> StartAsync(
        IPEndPoint endpoint, RequestHandler handler, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // The body limit is the handler's: it gives the answer that the Functions host gives.
        options.Limits.MaxRequestBodySize = null;
        options.Listen(endpoint);

        var transport = new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers);
        var server = new KestrelServer(Options.Create(options), transport, loggers);
        try
        {
            await server.StartAsync(new RequestApplication(handler), cancellationToken);
            return new HttpFrontEnd(server);
        }
        catch (IOException e) // Kestrel's for an address in use
        {
            server.Dispose();
            throw new HostStartException($"HTTP cannot listen on {endpoint}: {e.Message}", e);
        }
    }

    /// <summary>Takes no more requests, waits for those at work, and cuts them off when cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _server.StopAsync(cancellationToken);

    public ValueTask DisposeAsync()
    {
        _server.Dispose();
        return ValueTask.CompletedTask;
    }
}
