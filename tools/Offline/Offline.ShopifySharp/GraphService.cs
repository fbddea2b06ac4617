using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization;
using ShopifySharp.Infrastructure;
using ShopifySharp.Infrastructure.Serialization.Json;
using ShopifySharp.Services.Graph;

namespace ShopifySharp;

public abstract class ShopifyService
{
    public const string REQUEST_HEADER_ACCESS_TOKEN = "X-Shopify-Access-Token";

    // The package's default is one client for all services, too.
    private static readonly HttpClient SharedClient = new();

    private readonly string _accessToken;
    private HttpClient _client = SharedClient;
    private IRequestExecutionPolicy _policy = new DefaultRequestExecutionPolicy();

    protected ShopifyService(string shopDomain, string accessToken)
    {
        _ShopUri = new UriBuilder(shopDomain) { Scheme = Uri.UriSchemeHttps, Port = 443, Path = "", Fragment = "", Query = "" }.Uri;
        _accessToken = accessToken;
    }

    protected Uri _ShopUri { get; set; }

    public void SetHttpClient(HttpClient? client) => _client = client ?? SharedClient;

    public void SetExecutionPolicy(IRequestExecutionPolicy? executionPolicy) =>
        _policy = executionPolicy ?? new DefaultRequestExecutionPolicy();

    private protected async Task<RequestResult<string>> ExecuteAsync(
        Uri uri, HttpContent content, int? cost, CancellationToken cancellationToken)
    {
        using var message = new CloneableRequestMessage(uri, HttpMethod.Post, content);
        if (!string.IsNullOrEmpty(_accessToken)) message.Headers.Add(REQUEST_HEADER_ACCESS_TOKEN, _accessToken);
        message.Headers.Add("Accept", "application/json");
        var requestInfo = $"POST {uri}";
        return await _policy.Run<string>(message, SendAsync, cancellationToken, cost);

        async Task<RequestResult<string>> SendAsync(CloneableRequestMessage attempt)
        {
            using var response = await _client.SendAsync(attempt, cancellationToken);
            var body = await response.Content.ReadAsStringAsync(cancellationToken);
            ResponseErrors.ThrowIfFailed(requestInfo, response, body);
            return new RequestResult<string>(requestInfo, response.Headers, body, body, "", response.StatusCode);
        }
    }

    protected static string? ParseRequestIdResponseHeader(HttpResponseHeaders responseHeaders) =>
        responseHeaders.TryGetValues("X-Request-Id", out var values) ? values.First() : null;
}

public class GraphService(string myShopifyUrl, string shopAccessToken, string? apiVersion = null) : ShopifyService(
    myShopifyUrl, shopAccessToken)
{
    // The package's serializer settings, which decide what a request looks like.
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    public virtual string APIVersion { get; } = apiVersion ?? "2026-01";

    public virtual async Task<GraphResult> PostAsync(GraphRequest graphRequest, CancellationToken cancellationToken = default)
    {
        var uri = new UriBuilder(_ShopUri) { Path = $"admin/api/{APIVersion}/graphql.json" }.Uri;
        using var content = new ReadOnlyMemoryContent(
            JsonSerializer.SerializeToUtf8Bytes(
                new Dictionary<string, object?> { ["query"] = graphRequest.Query, ["variables"] = graphRequest.Variables }, Options));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        var answer = await ExecuteAsync(uri, content, graphRequest.EstimatedQueryCost, cancellationToken);
        var requestId = ParseRequestIdResponseHeader(answer.ResponseHeaders);
        var json = Parse(answer.RawResult, requestId);
        try
        {
            ThrowIfErrors(json.Root, requestId);
            if (graphRequest.UserErrorHandling == GraphRequestUserErrorHandling.Throw) ThrowIfUserErrors(json.Root, requestId);
        }
        catch (Exception e) when (e is not ShopifyException)
        {
            json.Dispose();
            throw new ShopifyJsonParseException(
                "Shopify's answer could not be searched for errors.", (e as JsonException)?.Path ?? "$.", requestId, e);
        }
        catch
        {
            json.Dispose();
            throw;
        }

        return new GraphResult { Json = json, RequestId = requestId };
    }

    private static DocumentElement Parse(string body, string? requestId)
    {
        try
        {
            return new DocumentElement(JsonDocument.Parse(body));
        }
        catch (JsonException e)
        {
            throw new ShopifyJsonParseException("Shopify's answer is not JSON.", e.Path ?? "$.", requestId, e);
        }
    }

    private static void ThrowIfErrors(JsonElement answer, string? requestId)
    {
        if (NonEmptyArray(answer, "errors", requestId) is { } errors)
            throw new ShopifyGraphErrorsException(errors.Deserialize<List<GraphError>>(Options) ?? [], requestId);
    }

    private static void ThrowIfUserErrors(JsonElement answer, string? requestId)
    {
        if (!answer.TryGetProperty("data", out var data) || data.ValueKind != JsonValueKind.Object)
            throw new ShopifyJsonParseException("Shopify's answer has no object \"data\".", "data", requestId);

        foreach (var field in data.EnumerateObject().Where(field => field.Value.ValueKind == JsonValueKind.Object))
        {
            if (NonEmptyArray(field.Value, "userErrors", requestId) is { } userErrors)
                throw new ShopifyGraphUserErrorsException(userErrors.Deserialize<List<GraphUserError>>(Options) ?? [], requestId);
        }
    }

    private static JsonElement? NonEmptyArray(JsonElement parent, string name, string? requestId)
    {
        if (!parent.TryGetProperty(name, out var array)) return null;
        if (array.ValueKind != JsonValueKind.Array) throw new ShopifyJsonParseException($"\"{name}\" is no array.", "$." + name, requestId);
        return array.GetArrayLength() > 0 ? array : null;
    }
}
