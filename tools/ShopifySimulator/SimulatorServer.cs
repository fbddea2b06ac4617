using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace ShopifySimulator;

/// <summary>Kestrel alone: no host, no configuration, nothing on the console.</summary>
internal sealed class SimulatorServer : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private SimulatorServer(KestrelServer server) => _server = server;

    public Uri Address => new(_server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<SimulatorServer> StartAsync(
        int port, RequestDelegate handle, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var options = new KestrelServerOptions { AddServerHeader = false };
        // These would be of real time: on this machine a client is slow only when the machine is busy.
        (options.Limits.MinRequestBodyDataRate, options.Limits.MinResponseDataRate) = (null, null);
        options.Listen(IPAddress.Loopback, port);
        var server = new KestrelServer(
            Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), loggers), loggers);
        try
        {
            await server.StartAsync(new Application(handle), cancellationToken);
            return new SimulatorServer(server);
        }
        catch
        {
            server.Dispose();
            throw;
        }
    }

    /// <summary>Cuts off what is still under way: whoever stops a simulator waits for no answer of its.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync(new CancellationToken(canceled: true));
        _server.Dispose();
    }

    private sealed class Application(RequestDelegate handle) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => handle(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }
}
