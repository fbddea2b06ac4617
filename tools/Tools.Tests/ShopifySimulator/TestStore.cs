using System.Net.Http.Json;
using System.Text.Json;
using InventorySync.Tests.Support;
using ShopifySimulator;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace Tools.Tests.ShopifySimulator;

/// <summary>A simulated store with a clock that the test moves, and an app that talks to it as to Shopify.</summary>
internal sealed class TestStore : IAsyncDisposable
{
    public const string ClientId = "client";
    public const string ClientSecret = "secret";
    public const string AdminToken = "shpat_of_admin";

    public static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, 250, TimeSpan.Zero);

    private TestStore(TestClock clock, Simulator simulator)
    {
        (Clock, Simulator) = (clock, simulator);
        Client = new HttpClient(simulator.CreateHandler());
    }

    public TestClock Clock { get; }

    public Simulator Simulator { get; }

    public SimulatedShop Shop => Simulator.Shop;

    public HttpClient Client { get; }

    public static async Task<TestStore> StartAsync(
        TestClock? clock = null, IReadOnlyList<string>? apiVersions = null, int bucketPoints = 2000)
    {
        clock ??= new TestClock(Start);
        return new TestStore(clock, await Simulator.StartAsync(
            new SimulatorOptions
            {
                Shop = new SimulatedShop("test.myshopify.com", clock, new Random(1)),
                Subscriptions = new SubscribedWebhooks(),
                Faults = new Faults(),
                Clock = clock,
                Random = new Random(2),
                ClientId = ClientId,
                ClientSecret = ClientSecret,
                AccessToken = AdminToken,
                ApiVersions = apiVersions ?? ["2026-10"],
                BucketPoints = bucketPoints,
            },
            CancellationToken.None));
    }

    /// <summary>So many products with two variants each, at two locations.</summary>
    public (Location First, Location Second) Fill(int products)
    {
        var (first, second) = (Shop.AddLocation("Barn"), Shop.AddLocation("Attic"));
        for (var i = 0; i < products; i++)
        {
            Shop.AddProduct(
                $"Shirts & Co / {i}",
                new NewVariant($"S-{i}", "Small", 19.5m, Tracked: true, new Dictionary<long, int> { [first.Id] = i, [second.Id] = i + 1 }),
                new NewVariant($"L-{i}", "Large", 21m, Tracked: true, new Dictionary<long, int> { [first.Id] = i }));
        }

        return (first, second);
    }

    /// <summary>Sends a query as the app of the shop's admin.</summary>
    public async Task<HttpResponseMessage> SendAsync(
        string query, object? variables = null, string? token = AdminToken, string version = "2026-10")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"https://test.myshopify.com/admin/api/{version}/graphql.json")
        {
            Content = JsonContent.Create(new { query, variables }),
        };
        if (token is not null) request.Headers.Add("X-Shopify-Access-Token", token);
        return await Client.SendAsync(request);
    }

    /// <returns>The whole answer.</returns>
    public async Task<JsonElement> AskAsync(string query, object? variables = null, string? token = AdminToken)
    {
        using var response = await SendAsync(query, variables, token);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
        return await response.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <returns>The answer's data, if it came without errors.</returns>
    public async Task<JsonElement> DataAsync(string query, object? variables = null)
    {
        var answer = await AskAsync(query, variables);
        Assert.False(answer.TryGetProperty("errors", out var errors), errors.ToString());
        return answer.GetProperty("data");
    }

    /// <summary>Starts a bulk operation.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> StartBulkAsync(string query, bool groupsObjects = false)
    {
        const string Mutation = """
            mutation($query: String!, $group: Boolean!) {
              bulkOperationRunQuery(query: $query, groupObjects: $group) { bulkOperation { id status } userErrors { message } }
            }
            """;
        var payload = (await DataAsync(Mutation, new { query, group = groupsObjects })).GetProperty("bulkOperationRunQuery");
        Assert.Empty(payload.GetProperty("userErrors").EnumerateArray());
        Assert.Equal("CREATED", payload.TextAt("bulkOperation", "status"));
        return payload.TextAt("bulkOperation", "id")!;
    }

    public async Task<JsonElement> BulkAsync(string id)
    {
        const string Query = """
            query($id: ID!) {
              bulkOperation(id: $id) {
                id status errorCode createdAt completedAt objectCount rootObjectCount fileSize url partialDataUrl query type
              }
            }
            """;
        return (await DataAsync(Query, new { id })).GetProperty("bulkOperation");
    }

    /// <summary>Runs a bulk query to its end, whichever that is.</summary>
    public async Task<JsonElement> RunBulkAsync(string query, bool groupsObjects = false) =>
        await EndOfBulkAsync(await StartBulkAsync(query, groupsObjects));

    /// <returns>The operation when it has ended.</returns>
    public async Task<JsonElement> EndOfBulkAsync(string id)
    {
        JsonElement operation = default;
        await Eventually.True(
            async () => (operation = await BulkAsync(id)).GetProperty("status").GetString() is not ("CREATED" or "RUNNING" or "CANCELING"),
            "the bulk operation ends");
        return operation;
    }

    /// <returns>The lines of a completed operation's result.</returns>
    public async Task<string[]> LinesAsync(JsonElement operation)
    {
        Assert.Equal("COMPLETED", operation.GetProperty("status").GetString());
        var text = await Client.GetStringAsync(operation.GetProperty("url").GetString());
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        return text.Split('\n')[..^1];
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Simulator.DisposeAsync();
    }
}
