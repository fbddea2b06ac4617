using Microsoft.Azure.Functions.Worker.Http;

namespace FunctionsHost.Http;

internal sealed record HostCookie(string Name, string Value) : IHttpCookie
{
    public string? Domain { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public bool? HttpOnly { get; init; }

    /// <summary>Seconds.</summary>
    public double? MaxAge { get; init; }

    public string? Path { get; init; }

    public SameSite SameSite { get; init; }

    public bool? Secure { get; init; }
}
