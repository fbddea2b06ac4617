using System.Text;
using FunctionsHost;
using FunctionsHost.Queues.Embedded;
using InventorySync.Tests.Support;
using InventorySync.Tests.Webhooks;
using InventorySync.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Tests.Triggers;

/// <summary>
/// The app with its webhook endpoints, its queue and the function behind it, over HTTP. Its clock stands until a test moves it.
/// </summary>
internal sealed class WebhookHost : IAsyncDisposable
{
    private readonly TempFolder _folder = new();
    private readonly HttpClient _client = new();
    private AppUnderTest _app = null!;
    private EmbeddedQueues _queues = null!;
    private OneProcessHost _host = null!;

    public AppUnderTest App => _app;

    /// <param name="moreServices">Beside the app's own.</param>
    public static async Task<WebhookHost> StartAsync(Action<IServiceCollection>? moreServices = null)
    {
        var webhooks = new WebhookHost { _app = await AppUnderTest.StartAsync(moreServices: moreServices) };
        var settings = new ConfigurationBuilder().Build();
        webhooks._queues = EmbeddedQueues.Open(webhooks._folder.File("queues.db"), webhooks._app.Clock);
        webhooks._host = await OneProcessHost.StartAsync(
            new OneProcessHostOptions
            {
                FunctionTypes = [typeof(ShopifyWebhookFunction), typeof(ShopifyProductWebhookFunction), typeof(InventoryChangeFunction)],
                Services = webhooks._app.Services,
                Settings = settings,
                HostJson = HostJson.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "host.json")), settings),
                Queues = webhooks._queues,
                Time = webhooks._app.Clock,
            },
            CancellationToken.None);
        return webhooks;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _queues.DisposeAsync();
        await _app.DisposeAsync();
        _client.Dispose();
        _folder.Dispose();
    }

    /// <summary>A signed delivery.</summary>
    /// <param name="endpoint">The last part of the address.</param>
    public async Task<HttpResponseMessage> PostAsync(string topic, string endpoint, string text, string triggeredAt)
    {
        var body = Encoding.UTF8.GetBytes(text);
        using var request = new HttpRequestMessage(HttpMethod.Post, AddressOf(endpoint)) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in Deliveries.Headers(body, topic))
            request.Headers.Add(name, name == "x-shopify-triggered-at" ? triggeredAt : value);
        return await _client.SendAsync(request);
    }

    public Task<HttpResponseMessage> PostUnsignedAsync(string endpoint) =>
        _client.PostAsync(AddressOf(endpoint), new ByteArrayContent("{}"u8.ToArray()));

    public Task<HttpResponseMessage> GetAsync(string endpoint) => _client.GetAsync(AddressOf(endpoint));

    /// <summary>Until a query gives this row, while the clock moves.</summary>
    public Task RowAsync(string sql, string expected) => Eventually.True(
        async () =>
        {
            _app.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return (await _app.QueryAsync(sql)).SequenceEqual([expected], StringComparer.Ordinal);
        },
        $"{sql} gives {expected}");

    public Task ExecuteInQueuesAsync(string sql) => SqliteFile.ExecuteAsync(_folder.Database("queues.db"), sql);

    private Uri AddressOf(string endpoint) => new(_host.Address, "/api/webhooks/shopify/" + endpoint);
}
