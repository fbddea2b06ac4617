using ShopifySimulator.Bulk;

namespace ShopifySimulator;

/// <summary>
/// Stands in for the network: what is meant for the shop or for the bulk operations' files goes to the simulator instead, over plain HTTP.
/// </summary>
internal sealed class SimulatorHandler(string shopDomain, Uri address) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _wire = new(
        new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var url = request.RequestUri!;
        if (url.Scheme != Uri.UriSchemeHttps || (url.Host != shopDomain && url.Host != BulkFiles.Host))
        {
            throw new HttpRequestException(
                $"The simulated network knows https://{shopDomain} and https://{BulkFiles.Host} only, not {url.Scheme}://{url.Authority}.");
        }

        var host = request.Headers.Host;
        try
        {
            request.Headers.Host = url.Host;
            request.RequestUri = new UriBuilder(url) { Scheme = Uri.UriSchemeHttp, Host = address.Host, Port = address.Port }.Uri;
            return await _wire.SendAsync(request, cancellationToken);
        }
        finally
        {
            // The request is its sender's: one that is looked at afterwards, or logged, says what was asked for.
            (request.RequestUri, request.Headers.Host) = (url, host);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) _wire.Dispose();
        base.Dispose(disposing);
    }
}
