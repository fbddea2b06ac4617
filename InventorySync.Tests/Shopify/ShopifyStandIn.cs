using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InventorySync.Tests.Shopify;

/// <summary>
/// Stands for Shopify behind the app's HTTP clients: answers each operation with what the test has written for it, in its order, the last
/// answer again and again, and remembers what was asked.
/// </summary>
internal sealed partial class ShopifyStandIn(TimeProvider clock) : IHttpClientFactory
{
    public const string Shop = "shop.myshopify.com";

    /// <summary>The name under which requests for a token are answered.</summary>
    public const string Token = "token";

    private readonly ConcurrentQueue<SentRequest> _sent = [];
    private readonly ConcurrentDictionary<string, Queue<Reply>> _answers = new(StringComparer.Ordinal);

    public delegate Task<HttpResponseMessage> Reply(SentRequest request, CancellationToken cancellationToken);

    public IReadOnlyList<SentRequest> Sent => [.. _sent];

    /// <summary>How long a client waits for an answer.</summary>
    public TimeSpan Timeout { get; set; } = System.Threading.Timeout.InfiniteTimeSpan;

    /// <summary>Answers in place of what is written, where it gives an answer.</summary>
    public Func<SentRequest, HttpResponseMessage?>? Intercept { get; set; }

    /// <summary>Whether what the test has written no answer for is refused with 403; otherwise it fails the test.</summary>
    public bool RefusesOthers { get; init; }

    /// <summary>The version that says that it answered.</summary>
    public string ApiVersion { get; set; } = "2026-10";

    public HttpClient CreateClient(string name) => new(HandlerOf(name)) { Timeout = Timeout };

    public HttpMessageHandler HandlerOf(string client) => new Handler(this, client);

    public int Count(string operation) => _sent.Count(request => request.Operation == operation);

    /// <summary>Answers an operation from its variables, with the JSON after "data":, in place of all that was written for it.</summary>
    public void Answer(string operation, Func<JsonElement, string> data) =>
        Answer(operation, variables => Task.FromResult(data(variables)));

    /// <summary>The same of an answer that takes its time.</summary>
    public void Answer(string operation, Func<JsonElement, Task<string>> data)
    {
        lock (_answers) _answers[operation] = new Queue<Reply>([async (request, _) => Data(await data(request.Variables))]);
    }

    /// <summary>Takes back what was written for one operation, or for all.</summary>
    public void Forget(string? operation = null)
    {
        lock (_answers)
        {
            if (operation is null) _answers.Clear();
            else _answers.TryRemove(operation, out _);
        }
    }

    /// <summary>Adds an answer to those of an operation, a token request, or an address.</summary>
    public void On(string operation, Reply answer)
    {
        lock (_answers) _answers.GetOrAdd(operation, _ => []).Enqueue(answer);
    }

    /// <summary>Adds an answer with this JSON after "data":.</summary>
    public void OnData(string operation, string data) => On(operation, (_, _) => Task.FromResult(Data(data)));

    public void On(
        string operation, HttpStatusCode status, string body = "", string contentType = "application/json",
        params (string Name, string Value)[] headers) =>
        On(operation, (_, _) => Task.FromResult(Respond(status, body, contentType, headers)));

    /// <summary>A successful answer of GraphQL.</summary>
    public HttpResponseMessage Data(string data) => Respond(HttpStatusCode.OK, $$"""{"data":{{data}}}""", "application/json");

    public HttpResponseMessage Respond(
        HttpStatusCode status, string body, string? contentType, params ReadOnlySpan<(string Name, string Value)> headers)
    {
        var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        if (contentType is not null) response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        response.Headers.Date = clock.GetUtcNow();
        response.Headers.Add("X-Request-Id", "request-1");
        response.Headers.Add("X-Shopify-API-Version", ApiVersion);
        foreach (var (name, value) in headers) response.Headers.TryAddWithoutValidation(name, value);
        return response;
    }

    private Reply Next(string operation)
    {
        lock (_answers)
        {
            if (!_answers.TryGetValue(operation, out var answers))
            {
                return RefusesOthers
                    ? (_, _) => Task.FromResult(Respond(HttpStatusCode.Forbidden, """{"errors":"no"}""", "application/json"))
                    : throw new InvalidOperationException($"The test has no answer to {operation}.");
            }

            return answers.Count > 1 ? answers.Dequeue() : answers.Peek();
        }
    }

    [GeneratedRegex(@"(query|mutation)\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex OperationName();

    private sealed class Handler(ShopifyStandIn shopify, string client) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var token = request.Headers.TryGetValues("X-Shopify-Access-Token", out var tokens) ? tokens.Single() : null;
            var sent = new SentRequest(client, request.Method, request.RequestUri!, NameOf(request, body), token, body)
            {
                Headers = request.Headers,
            };
            shopify._sent.Enqueue(sent);
            var response = shopify.Intercept?.Invoke(sent) ?? await shopify.Next(sent.Operation!)(sent, cancellationToken);
            response.RequestMessage = request;
            return response;
        }

        private static string NameOf(HttpRequestMessage request, string body)
        {
            if (request.Method == HttpMethod.Get) return request.RequestUri!.AbsolutePath;
            if (request.RequestUri!.AbsolutePath.EndsWith("access_token", StringComparison.Ordinal)) return Token;
            using var document = JsonDocument.Parse(body);
            return OperationName().Match(document.RootElement.GetProperty("query").GetString()!).Groups["name"].Value;
        }
    }
}
