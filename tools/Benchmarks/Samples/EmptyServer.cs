using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Samples;

/// <summary>Kestrel, and behind it nothing but the reading of the body; or that and a place that keeps it before the answer.</summary>
internal static class EmptyServer
{
    public static async Task<WebApplication> StartAsync(Func<ReadOnlyMemory<byte>, Task>? keep, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            var body = new byte[context.Request.ContentLength ?? 0];
            await context.Request.Body.ReadExactlyAsync(body);
            if (keep is not null) await keep(body);
            context.Response.ContentLength = 0;
        });
        await app.StartAsync(cancellationToken);
        return app;
    }

    public static Uri AddressOf(WebApplication app) => new(app.Urls.First());
}
