namespace InventorySync.Shopify;

/// <summary>Opens the result of a bulk operation: a file on another company's servers, under a signed address that is a secret while it lasts.</summary>
public sealed class BulkDownload(IHttpClientFactory clients)
{
    /// <exception cref="ShopifyCallException">The file cannot be had.</exception>
    public async Task<BulkFile> OpenAsync(Uri url, CancellationToken cancellationToken)
    {
        if (url.Scheme != Uri.UriSchemeHttps) throw new ShopifyCallException($"The bulk operation's result is not under https, but {url.Scheme}.", code: null, isTransient: false);

        using var client = clients.CreateClient(ShopifyClients.BulkDownload);
        try
        {
            var response = await client.GetAsync(url, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return new BulkFile(response, await response.Content.ReadAsStreamAsync(cancellationToken));

            var status = (int)response.StatusCode;
            response.Dispose();
            throw new ShopifyCallException($"The bulk operation's result at {url.Host} was answered with {status}.", code: null, isTransient: status is 429 or >= 500);
        }
        catch (HttpRequestException e)
        {
            throw new ShopifyCallException($"The bulk operation's result at {url.Host} could not be opened: {e.Message}", code: null, isTransient: true, e);
        }
    }
}

/// <summary>An open download.</summary>
public sealed class BulkFile(HttpResponseMessage response, Stream content) : IAsyncDisposable
{
    public Stream Content { get; } = content;

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        response.Dispose();
    }
}
