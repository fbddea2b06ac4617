using System.Security.Claims;
using FunctionsHost.Invocation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsHost.Http;

/// <summary>A request whose body has been read already, as the Functions host forwards it.</summary>
internal sealed class HostRequest(HttpRequest request, byte[] body, FunctionContext context) : HttpRequestData(context)
{
    public override Stream Body { get; } = new MemoryStream(body, writable: false);

    public override HttpHeadersCollection Headers { get; } = Copy(request.Headers);

    public override IReadOnlyCollection<IHttpCookie> Cookies => throw new NotServedException();

    public override Uri Url => field ??= new Uri(request.GetEncodedUrl());

    public override IEnumerable<ClaimsIdentity> Identities => throw new NotServedException();

    public override string Method { get; } = request.Method;

    public override HttpResponseData CreateResponse() => new HostResponse(FunctionContext);

    private static HttpHeadersCollection Copy(IHeaderDictionary headers)
    {
        HttpHeadersCollection copy = [];
        foreach (var (name, values) in headers)
        {
            if (values is [var single]) copy.TryAddWithoutValidation(name, single ?? "");
            else copy.TryAddWithoutValidation(name, values.Select(value => value ?? ""));
        }

        return copy;
    }
}
