namespace LocalRun.Run;

/// <summary>
/// Stands for the function app's public address: Shopify delivers to https only, and this hands what it sends to the app on this machine,
/// as a tunnel would.
/// </summary>
internal sealed class PublicAddress(HttpMessageHandler network) : DelegatingHandler(network)
{
    /// <summary>A name that nobody can own: https://www.rfc-editor.org/rfc/rfc2606.</summary>
    public static Uri Root { get; } = new("https://inventorysync.example");

    /// <summary>Where the app listens; null while it does not.</summary>
    public Uri? Target { get; set; }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.RequestUri?.Host != Root.Host)
            throw new HttpRequestException($"There is no way to {request.RequestUri?.Host}: only {Root} leads anywhere here.");
        request.RequestUri = new Uri(
            Target ?? throw new HttpRequestException("The function app does not listen."), request.RequestUri.PathAndQuery);
        return base.SendAsync(request, cancellationToken);
    }
}
