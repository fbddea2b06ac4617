using InventorySync.Composition;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace InventorySync.Tests.Composition;

/// <summary>The Functions worker is a hosted service that was added before the app's, and takes messages from its start on.</summary>
public sealed class StoreStartupTests
{
    [Fact]
    public async Task The_database_is_ready_before_a_service_that_was_added_earlier_starts()
    {
        using var folder = new TempFolder();
        var worker = new Worker(ConnectionString(folder));
        using var host = Build(folder, "shop.myshopify.com", worker);

        await host.StartAsync();

        Assert.Equal("shop.myshopify.com", worker.ShopAtStart);
        await host.StopAsync();
    }

    [Fact]
    public async Task On_another_shops_database_no_service_starts()
    {
        using var folder = new TempFolder();
        using (var first = Build(folder, "shop.myshopify.com", new Worker(ConnectionString(folder))))
        {
            await first.StartAsync();
            await first.StopAsync();
        }

        var worker = new Worker(ConnectionString(folder));
        using var second = Build(folder, "other.myshopify.com", worker);

        await Assert.ThrowsAsync<StoreRefusedException>(() => second.StartAsync());
        Assert.Null(worker.ShopAtStart);
    }

    private static string ConnectionString(TempFolder folder) => $"Data Source={folder.File("inventory.db")};Pooling=False";

    private static IHost Build(TempFolder folder, string shop, Worker worker)
    {
        var builder = Host.CreateEmptyApplicationBuilder(settings: null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Shopify:ShopDomain"] = shop,
            ["Shopify:AccessToken"] = "token",
            ["Shopify:WebhookSecret"] = "secret",
            ["InventorySync:Database"] = "Sqlite",
            ["InventorySync:FullSyncSchedule"] = "0 0 */4 * * *",
            ["InventorySync:ProbeSchedule"] = "0 3-59/5 * * * *",
            ["ConnectionStrings:Inventory"] = ConnectionString(folder),
        });
        builder.Services.AddHostedService(_ => worker);
        builder.Services.AddInventorySync(builder.Configuration);
        return builder.Build();
    }

    private sealed class Worker(string connectionString) : IHostedService
    {
        public string? ShopAtStart { get; private set; }

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var connection = new SqliteConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT ShopDomain FROM SyncState";
            ShopAtStart = (string?)await command.ExecuteScalarAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
