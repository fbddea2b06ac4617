using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace InventorySync.Tests.Support;

/// <summary>An Admin API that answers each query of the app as a test says, and remembers what it was asked.</summary>
internal sealed partial class ScriptedShopify(TimeProvider timeProvider) : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<(string Query, JsonElement Variables)> _calls = [];

    /// <summary>By the query's name: from its variables to the JSON of its data. A query that is not here is answered with 403.</summary>
    public Dictionary<string, Func<JsonElement, Task<string>>> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>The file of a bulk operation, for whoever downloads it.</summary>
    public string File { get; set; } = "";

    public IReadOnlyList<(string Query, JsonElement Variables)> Calls
    {
        get
        {
            lock (_lock) return [.. _calls];
        }
    }

    public void Answer(string query, Func<JsonElement, string> data) => Answers[query] = variables => Task.FromResult(data(variables));

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get) return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(File) };

        using var body = JsonDocument.Parse(await request.Content!.ReadAsStringAsync(cancellationToken));
        var query = NameOf().Match(body.RootElement.GetProperty("query").GetString()!).Groups["name"].Value;
        var variables = body.RootElement.TryGetProperty("variables", out var given) ? given.Clone() : default;
        lock (_lock) _calls.Add((query, variables));

        var response = new HttpResponseMessage(Answers.ContainsKey(query) ? HttpStatusCode.OK : HttpStatusCode.Forbidden)
        {
            Headers = { Date = timeProvider.GetUtcNow() },
        };
        response.Content = new StringContent(
            Answers.TryGetValue(query, out var answer) ? $$"""{"data":{{await answer(variables)}}}""" : """{"errors":"no"}""",
            Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        return response;
    }

    [GeneratedRegex(@"^\s*(query|mutation)\s+(?<name>\w+)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex NameOf();
}
