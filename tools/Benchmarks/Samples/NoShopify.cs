using System.Net;

namespace Benchmarks.Samples;

/// <summary>Shopify is away: no figure is about it, and none may leave the machine.</summary>
internal sealed class NoShopify : HttpMessageHandler
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable));
}
