using System.Text;
using System.Text.Json;
using InventorySync.Changes;
using InventorySync.Composition;
using InventorySync.LookUps;
using InventorySync.Maintenance;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Storage.Sqlite;
using InventorySync.Tests.Webhooks;
using InventorySync.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace InventorySync.Tests.Support;

/// <summary>The whole app as it is composed, over a database of its own, a scripted Shopify and a clock that the test moves.</summary>
internal sealed class AppUnderTest : IAsyncDisposable
{
    private readonly SqliteStoreUnderTest _database = new();
    private IHost? _host;

    public AppUnderTest()
    {
        Shopify = new ShopifyStandIn(Clock) { RefusesOthers = true };
        Settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Shopify:ShopDomain"] = Deliveries.Shop,
            ["Shopify:AccessToken"] = "token",
            ["Shopify:WebhookSecret"] = Deliveries.Secret,
            ["InventorySync:Database"] = "Sqlite",
            ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
            ["InventorySync:ProbeSchedule"] = "0 3-59/5 * * * *",
            ["ConnectionStrings:Inventory"] = _database.ConnectionString,
        };
    }

    /// <summary>What every app needs, to be changed before it is composed.</summary>
    public Dictionary<string, string?> Settings { get; }

    public TestClock Clock { get; } = new(new DateTimeOffset(2026, 3, 16, 8, 35, 7, TimeSpan.Zero));

    public ShopifyStandIn Shopify { get; }

    public FakeLogCollector Log { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public IServiceProvider Services => _host?.Services ?? throw new InvalidOperationException("The app has not been started.");

    public LookUpRunner LookUps => Services.GetRequiredService<LookUpRunner>();

    public FullSyncRecoveryTask Recovery => Services.GetServices<IMaintenanceTask>().OfType<FullSyncRecoveryTask>().Single();

    /// <summary>With its database prepared, and none of its hosted services running.</summary>
    /// <param name="moreSettings">Beside what every app needs.</param>
    /// <param name="moreServices">Beside the app's own.</param>
    public static async Task<AppUnderTest> StartAsync(
        IReadOnlyDictionary<string, string?>? moreSettings = null, Action<IServiceCollection>? moreServices = null)
    {
        var app = new AppUnderTest();
        foreach (var (name, value) in moreSettings ?? new Dictionary<string, string?>(StringComparer.Ordinal)) app.Settings[name] = value;
        app._host = app.Build(moreServices);
        await app.Services.GetRequiredService<IInventoryStore>()
            .PrepareAsync(new StoreBinding(Deliveries.Shop, [], TimeSpan.FromMinutes(2)), CancellationToken.None);
        return app;
    }

    /// <summary>Composes it from the settings; whoever asks for it starts it and disposes of it.</summary>
    /// <param name="moreServices">Beside the app's own.</param>
    public IHost Build(Action<IServiceCollection>? moreServices = null)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.AddProvider(new FakeLoggerProvider(Log));
        builder.Services.AddInventorySync(builder.Configuration);
        builder.Services.AddSingleton<TimeProvider>(Clock);
        foreach (var client in (string[])[ShopifyClients.AdminApi, ShopifyClients.BulkDownload])
        {
            builder.Services.AddHttpClient(client)
                .ConfigurePrimaryHttpMessageHandler(() => Shopify.HandlerOf(client)).SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        }

        moreServices?.Invoke(builder.Services);
        return builder.Build();
    }

    /// <summary>A webhook as Shopify delivers it, triggered now: received, and its message handled.</summary>
    public async Task DeliverAsync(string topic, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var headers = Deliveries.Headers(bytes, topic);
        headers["x-shopify-triggered-at"] =
            Clock.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", System.Globalization.CultureInfo.InvariantCulture);
        headers["x-shopify-webhook-id"] = null;
        using var stream = new MemoryStream(bytes);
        var answer = await Services.GetRequiredService<WebhookReceiver>()
            .ReceiveAsync("POST", name => headers.GetValueOrDefault(name), stream, CancellationToken.None);
        await Services.GetRequiredService<ChangeHandler>().HandleAsync(answer.Message, enqueuedAt: null, CancellationToken.None);
    }

    public Task<IReadOnlyList<string>> QueryAsync(string sql) => _database.QueryAsync(sql);

    public Task ExecuteAsync(string sql) => _database.ExecuteAsync(sql);

    /// <summary>The log's lines of an event.</summary>
    public IEnumerable<FakeLogRecord> Lines(int eventId) => Log.GetSnapshot().Where(line => line.Id.Id == eventId);

    /// <summary>The ids of a call's variable "ids", as numbers.</summary>
    public static IReadOnlyList<long> Ids(JsonElement variables) =>
        [.. variables.GetProperty("ids")
            .EnumerateArray()
            .Select(id => long.Parse(id.GetString()!.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture))];

    /// <summary>One whose host the test builds itself.</summary>
    public static AppUnderTest ToBuild() => new();

    public async ValueTask DisposeAsync()
    {
        if (_host is IAsyncDisposable host) await host.DisposeAsync();
        await _database.DisposeAsync();
    }
}
