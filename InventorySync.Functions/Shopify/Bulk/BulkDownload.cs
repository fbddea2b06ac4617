using System.Net;
using System.Net.Http.Headers;

namespace InventorySync.Shopify;

/// <summary>
/// Opens the result of a bulk operation: a file on another company's servers, under a signed address that is a secret while it lasts.
/// </summary>
public sealed class BulkDownload(IHttpClientFactory clients)
{
    /// <summary>The address has expired, or was never right: a new one may help.</summary>
    public const string RefusedCode = "REFUSED";

    /// <summary>The file has no bytes from there on.</summary>
    public const string EndedCode = "ENDED";

    /// <summary>Opens it from its beginning.</summary>
    /// <exception cref="ShopifyCallException">The file cannot be had; the code is <see cref="RefusedCode"/> where the address does not lead
    /// to it (any more).</exception>
    public Task<BulkFile> OpenAsync(Uri url, CancellationToken cancellationToken) => OpenAsync(url, from: 0, etag: null, cancellationToken);

    /// <summary>
    /// Opens what is left of it. Without `Accept-Encoding`, since a part of a compressed file is no part of the file.
    /// https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
    /// </summary>
    /// <param name="from">Bytes that are there already.</param>
    /// <param name="etag">Of the file that they are of: where it is another one by now, the answer is the whole of that.</param>
    /// <exception cref="ShopifyCallException">The file cannot be had; the code is <see cref="RefusedCode"/> where the address does not lead
    /// to it (any more).</exception>
    public async Task<BulkFile> OpenAsync(Uri url, long from, EntityTagHeaderValue? etag, CancellationToken cancellationToken)
    {
        if (url.Scheme != Uri.UriSchemeHttps)
            throw new ShopifyCallException(
                $"The bulk operation's result is not under https, but {url.Scheme}.", code: null, isTransient: false);

        using var client = clients.CreateClient(ShopifyClients.BulkDownload);
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (from > 0) request.Headers.Range = new RangeHeaderValue(from, null);
        if (from > 0 && etag is not null) request.Headers.IfRange = new RangeConditionHeaderValue(etag);
        try
        {
            var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            if (response.IsSuccessStatusCode) return new BulkFile(response, await response.Content.ReadAsStreamAsync(cancellationToken));

            var status = (int)response.StatusCode;
            response.Dispose();
            throw new ShopifyCallException(
                $"The bulk operation's result at {url.Host} was answered with {status}.", CodeOf(status),
                isTransient: status is 429 or >= 500);
        }
        catch (HttpRequestException e)
        {
            throw new ShopifyCallException(
                $"The bulk operation's result at {url.Host} could not be opened: {e.Message}", code: null, isTransient: true, e);
        }
    }

    private static string? CodeOf(int status) => status switch
    {
        400 or 401 or 403 or 404 or 410 => RefusedCode,
        416 => EndedCode,
        _ => null,
    };
}

/// <summary>An open download.</summary>
public sealed class BulkFile(HttpResponseMessage response, Stream content) : IAsyncDisposable
{
    public Stream Content { get; } = content;

    /// <summary>What tells this file from a later one; null where the server does not say, or not to the byte.</summary>
    public EntityTagHeaderValue? ETag { get; } = response.Headers.ETag is { IsWeak: false } etag ? etag : null;

    /// <summary>Where <see cref="Content"/> begins in the file.</summary>
    public long From { get; } =
        response.StatusCode is HttpStatusCode.PartialContent ? response.Content.Headers.ContentRange?.From ?? -1 : 0;

    public async ValueTask DisposeAsync()
    {
        await Content.DisposeAsync();
        response.Dispose();
    }
}
