using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace FunctionsHost.Http;

/// <summary>
/// Kestrel, and nothing of the web application that it comes out of, which is built and never started: a second host would bring a second
/// configuration, and a second handler of Ctrl+C. Made without one, Kestrel would go without its pool of memory.
/// </summary>
internal sealed class HttpFrontEnd : IAsyncDisposable
{
    private readonly WebApplication _application;

    private HttpFrontEnd(WebApplication application) => _application = application;

    /// <summary>Where it listens; with the port that was free, if port 0 was asked for.</summary>
    public Uri Address => new(Server.Features.Get<IServerAddressesFeature>()!.Addresses.First());

    private IServer Server => _application.Services.GetRequiredService<IServer>();

    /// <exception cref="HostStartException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<HttpFrontEnd> StartAsync(
        IPEndPoint endpoint, RequestHandler handler, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton(loggers);
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            // The body limit is the handler's: it gives the answer that the Functions host gives.
            options.Limits.MaxRequestBodySize = null;
            // These would be of real time: on this machine a client is slow only when the machine is busy.
            (options.Limits.MinRequestBodyDataRate, options.Limits.MinResponseDataRate) = (null, null);
            options.Listen(endpoint);
        });

        var frontEnd = new HttpFrontEnd(builder.Build());
        try
        {
            await frontEnd.Server.StartAsync(new RequestApplication(handler), cancellationToken);
            return frontEnd;
        }
        catch (IOException e) // Kestrel's for an address in use
        {
            await frontEnd.DisposeAsync();
            throw new HostStartException($"HTTP cannot listen on {endpoint}: {e.Message}", e);
        }
    }

    /// <summary>Takes no more requests, waits for those at work, and cuts them off when cancelled.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => Server.StopAsync(cancellationToken);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
