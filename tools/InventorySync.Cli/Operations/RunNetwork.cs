namespace InventorySync.Cli.Operations;

/// <summary>The way to Shopify while a verb works on a run: the run's simulated store answers, over plain HTTP.</summary>
internal sealed class RunNetwork(Uri simulatedStore)
    : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var (url, host) = (request.RequestUri!, request.Headers.Host);
        try
        {
            request.Headers.Host = url.Host;
            request.RequestUri = new Uri(simulatedStore, url.PathAndQuery);
            return await base.SendAsync(request, cancellationToken);
        }
        finally
        {
            // The request is its sender's: one that is looked at afterwards, or logged, says what was asked for.
            (request.RequestUri, request.Headers.Host) = (url, host);
        }
    }
}
