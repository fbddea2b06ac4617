using System.Net;
using FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;
using Microsoft.Net.Http.Headers;

namespace FunctionsHost.Http;

/// <summary>An answer, kept in memory until the function's outputs are written.</summary>
internal sealed class HostResponse(FunctionContext context) : HttpResponseData(context)
{
    public override HttpStatusCode StatusCode { get; set; } = HttpStatusCode.OK;

    public override HttpHeadersCollection Headers { get; set; } = [];

    public override Stream Body { get; set; } = new MemoryStream();

    public override HttpCookies Cookies => throw new NotServedException();

    public async Task WriteToAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        response.StatusCode = (int)StatusCode;
        foreach (var (name, values) in Headers)
        {
            // The length is that of the body, whatever the function says.
            if (!name.Equals(HeaderNames.ContentLength, StringComparison.OrdinalIgnoreCase)
                && !name.Equals(HeaderNames.TransferEncoding, StringComparison.OrdinalIgnoreCase))
                response.Headers.Append(name, values.ToArray());
        }

        if (Body.CanSeek)
        {
            if (Body.Length == 0) return;
            Body.Position = 0;
            response.ContentLength = Body.Length;
        }

        await Body.CopyToAsync(response.Body, cancellationToken);
    }
}
