using System.Globalization;
using InventorySync.Tests.Support;
using InventorySync.Tests.Webhooks;
using LocalRun.Run;

namespace InventorySync.Tests.EndToEnd;

/// <summary>The app with its endpoints, for requests that a test makes up itself. Each test has ids of its own.</summary>
public sealed class ListeningApp : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();
    private RunningSystem _system = null!;

    public async Task InitializeAsync() =>
        _system = await RunningSystem.StartAsync(_folder, variants: 5, settings: ("Shopify:WebhookSecret", Deliveries.Secret));

    public async Task DisposeAsync() => await _system.DisposeAsync();

    public void Dispose()
    {
        _client.Dispose();
        _folder.Dispose();
    }

    public Uri AddressOf(string endpoint) => new(_system.App.Address, "/api/webhooks/shopify/" + endpoint);

    /// <summary>Posts it as Shopify does, triggered now.</summary>
    /// <param name="endpoint">The last part of the address.</param>
    /// <param name="change">Changes the headers.</param>
    public async Task<HttpResponseMessage> PostAsync(
        string topic, string endpoint, byte[] body, Action<Dictionary<string, string?>>? change = null)
    {
        var headers = Deliveries.Headers(body, topic);
        headers["x-shopify-shop-domain"] = SimulatedStore.Domain;
        headers["x-shopify-triggered-at"] =
            _system.Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        headers["x-shopify-webhook-id"] = Deliveries.Sign(body, topic); // one delivery's, the same on its retries
        change?.Invoke(headers);
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(endpoint)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string endpoint) =>
        _client.SendAsync(new HttpRequestMessage(method, AddressOf(endpoint)));

    /// <summary>Holds that a query gives rows as soon as everything rests, without any time passing.</summary>
    public async Task RowsAsync(string sql, params string[] expected)
    {
        await _system.Clock.RestAsync();
        Assert.Equal(expected, await QueryAsync(sql));
    }

    /// <summary>Until the queue is empty.</summary>
    public Task HandleAsync() => _system.HandleAsync();

    public Task<IReadOnlyList<string>> QueryAsync(string sql) => _system.QueryAsync(sql);

    public Task ExecuteInQueuesAsync(string sql) => SqliteFile.ExecuteAsync(_folder.Database("queues.db"), sql);
}
