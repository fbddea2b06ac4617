using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsHost.Http;

/// <summary>A request whose body has been read already, as the Functions host forwards it.</summary>
internal sealed class HostRequest(HttpRequest request, byte[] body, FunctionContext context) : HttpRequestData(context)
{
    private IReadOnlyCollection<IHttpCookie>? _cookies;

    public override Stream Body { get; } = new MemoryStream(body, writable: false);

    public override HttpHeadersCollection Headers { get; } = Copy(request.Headers);

    public override IReadOnlyCollection<IHttpCookie> Cookies =>
        _cookies ??= [.. request.Cookies.Select(cookie => new HostCookie(cookie.Key, cookie.Value))];

    public override Uri Url => field ??= new Uri(request.GetEncodedUrl());

    /// <summary>Empty: identities come from App Service's own authentication, which is not here.</summary>
    public override IEnumerable<ClaimsIdentity> Identities => [];

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
