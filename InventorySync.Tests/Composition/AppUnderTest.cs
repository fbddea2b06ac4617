using InventorySync.Composition;
using InventorySync.Shopify;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Support;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;

namespace InventorySync.Tests.Composition;

/// <summary>The app as it is composed, over a scripted Shopify and a database of its own, with everything logged.</summary>
internal sealed class AppUnderTest : IDisposable
{
    private readonly TempFolder _folder = new();

    public AppUnderTest()
    {
        Settings = new(StringComparer.Ordinal)
        {
            ["Shopify:ShopDomain"] = ShopifyStandIn.Shop,
            ["Shopify:ClientId"] = ShopifyUnderTest.ClientId,
            ["Shopify:ClientSecret"] = ShopifyUnderTest.ClientSecret,
            ["InventorySync:Database"] = "Sqlite",
            ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
            ["InventorySync:ProbeSchedule"] = "0 3-59/5 * * * *",
            ["ConnectionStrings:Inventory"] = $"Data Source={_folder.File("inventory.db")};Pooling=False",
        };
    }

    public Dictionary<string, string?> Settings { get; }

    public ShopifyStandIn Http { get; } = new(TimeProvider.System);

    public FakeLogCollector Log { get; } = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public IHost Build()
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(Settings);
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(Log));
        builder.Services.AddInventorySync(builder.Configuration);
        foreach (var client in (string[])[ShopifyClients.AdminApi, ShopifyClients.BulkDownload])
            builder.Services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => Http.HandlerOf(client));
        return builder.Build();
    }

    /// <summary>
    /// As Program.cs makes it, with the worker. The worker's builder takes settings from arguments as it does from the environment.
    /// </summary>
    public IHost BuildWorker() =>
        FunctionApp.CreateBuilder([.. Settings.Select(setting => $"--{setting.Key}={setting.Value}")]).Build();

    public void Dispose() => _folder.Dispose();
}
