using InventorySync.Changes;
using InventorySync.Composition;
using InventorySync.FullSync;
using InventorySync.LookUps;
using InventorySync.Maintenance;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Subscriptions;
using InventorySync.Tests.FullSync;
using InventorySync.Tests.Shopify;
using InventorySync.Tests.Support;
using InventorySync.Triggers;
using InventorySync.Webhooks;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Tests.Composition;

public sealed class StartTests : IAsyncLifetime
{
    private readonly AppUnderTest _app = AppUnderTest.ToBuild();
    private readonly ShopifyStandIn _shopify;

    public StartTests()
    {
        _shopify = new ShopifyStandIn(_app.Clock);
        // With what the app fetches a token by: that is the most of secrets that there may be.
        _app.Settings.Remove("Shopify:AccessToken");
        _app.Settings.Remove("Shopify:WebhookSecret");
        _app.Settings["Shopify:ClientId"] = ShopifyUnderTest.ClientId;
        _app.Settings["Shopify:ClientSecret"] = ShopifyUnderTest.ClientSecret;
    }

    /// <summary>A setting, what it is set to (null: left out), and the one line that it is refused with: what it has to name.</summary>
    public static TheoryData<string, string?, string> WrongSettings => new()
    {
        { "Shopify:ShopDomain", null, "Shopify__ShopDomain is \"\"" },
        { "Shopify:ShopDomain", "shop.example.com", "Shopify__ShopDomain is \"shop.example.com\"" },
        { "Shopify:ApiVersion", "latest", "Shopify__ApiVersion is \"latest\"" },
        { "Shopify:ClientId", null, "belong together" },
        { "Shopify:AccessToken", "shpat_x", "not both" },
        { "InventorySync:Database", null, "InventorySync__Database takes" },
        { "InventorySync:Database", "MySql", "InventorySync__Database takes" },
        { "InventorySync:FullSyncSchedule", null, "InventorySync__FullSyncSchedule is \"\"" },
        { "InventorySync:FullSyncSchedule", "0 */4 * * *", "InventorySync__FullSyncSchedule is \"0 */4 * * *\"" },
        { "InventorySync:ProbeSchedule", null, "InventorySync__ProbeSchedule is \"\"" },
        { "InventorySync:ProbeSchedule", "often", "InventorySync__ProbeSchedule is \"often\"" },
        { "InventorySync:SafetyStock", "-1", "InventorySync__SafetyStock takes a number from 0 to 1000000." },
        { "InventorySync:SafetyStock", "some", "InventorySync__SafetyStock" },
        { "InventorySync:LocationIds", "1, two", "InventorySync__LocationIds takes" },
        { "InventorySync:LocationIds", "-1", "InventorySync__LocationIds takes" },
        { "InventorySync:MaxShrinkPercent", "101", "InventorySync__MaxShrinkPercent takes a number from 0 to 100." },
        { "InventorySync:MaxShrinkPercent", "-1", "InventorySync__MaxShrinkPercent takes a number from 0 to 100." },
        { "InventorySync:MaxShrinkPercent", "many", "InventorySync__MaxShrinkPercent" },
        { "InventorySync:HistoryDays", "0", "InventorySync__HistoryDays takes a number of days from 1 to 3650." },
        { "InventorySync:HistoryDays", "3651", "InventorySync__HistoryDays takes a number of days from 1 to 3650." },
        { "InventorySync:ObservationDays", "-1", "InventorySync__ObservationDays takes a number of days from 0 to 365." },
        { "InventorySync:ObservationDays", "366", "InventorySync__ObservationDays takes a number of days from 0 to 365." },
        { "InventorySync:StaleReadMargin", "-00:00:01", "InventorySync__StaleReadMargin takes a time from 00:00:00 to 01:00:00." },
        { "InventorySync:StaleReadMargin", "01:00:01", "InventorySync__StaleReadMargin takes a time from 00:00:00 to 01:00:00." },
        { "InventorySync:StaleReadMargin", "two minutes", "InventorySync__StaleReadMargin" },
        { "InventorySync:StrictCounts", "perhaps", "InventorySync__StrictCounts" },
        { "InventorySync:PublicUrl", "http://app.example", "InventorySync__PublicUrl is \"http://app.example\"" },
        { "InventorySync:PublicUrl", "app.example", "InventorySync__PublicUrl is \"app.example\"" },
        { "InventorySync:PublicUrl", "https://app.example/api/webhooks/shopify/inventory-update", "it is the app's root" },
        { "InventorySync:PublicUrl", "https://app.example/?code=1", "without user, query or fragment" },
        { "ConnectionStrings:Inventory", null, "Set ConnectionStrings__Inventory" },
        { "ConnectionStrings:Inventory", "inventory.db", "ConnectionStrings__Inventory is no connection string" },
        { "ConnectionStrings:Inventory", "Server=here", "ConnectionStrings__Inventory is no connection string" },
        { "ConnectionStrings:Inventory", "Data Source=inventory.db;Default Timeout=0", "takes a Default Timeout of 1 to 10 seconds" },
        { "ConnectionStrings:Inventory", "Data Source=inventory.db;Default Timeout=11", "takes a Default Timeout of 1 to 10 seconds" },
        {
            "ConnectionStrings:Inventory", "@Microsoft.KeyVault(SecretUri=https://vault)",
            "ConnectionStrings__Inventory is no connection string"
        },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task A_wrong_setting_stops_the_app_with_one_clear_line(string setting, string? value, string named)
    {
        if (value is null) _app.Settings.Remove(setting);
        else _app.Settings[setting] = value;

        var line = Assert.Single(await StartInVainAsync());

        Assert.Contains(named, line, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', line);
        ShopifyUnderTest.AssertNoSecret(line);
    }

    [Fact]
    public async Task Wrong_settings_of_every_kind_at_once_are_one_line_each()
    {
        _app.Settings.Clear();

        var lines = await StartInVainAsync();

        Assert.Equal(
            [
                "Shopify__ShopDomain", "Set Shopify__ClientId", "Set Shopify__WebhookSecret", "InventorySync__Database",
                "Set ConnectionStrings__Inventory", "InventorySync__FullSyncSchedule", "InventorySync__ProbeSchedule",
            ],
            ((string[])
            [
                "Shopify__ShopDomain", "Set Shopify__ClientId", "Set Shopify__WebhookSecret", "InventorySync__Database",
                "Set ConnectionStrings__Inventory", "InventorySync__FullSyncSchedule", "InventorySync__ProbeSchedule",
            ])
                .Where(named => lines.Count(line => line.Contains(named, StringComparison.Ordinal)) == 1));
        Assert.Equal(7, lines.Count);
    }

    [Fact]
    public async Task A_database_of_another_shop_is_refused_with_one_clear_line()
    {
        using (var first = Build()) await first.StartAsync();
        _app.Settings["Shopify:ShopDomain"] = "other.myshopify.com";

        var line = Assert.Single(await StartInVainAsync());

        Assert.Contains("holds the stock of shop.myshopify.com", line, StringComparison.Ordinal);
    }

    [Fact]
    public void Another_exception_is_no_fault_of_the_settings()
    {
        Assert.Empty(StartFaults.LinesOf(new InvalidOperationException("a bug")));
        Assert.Empty(StartFaults.LinesOf(new AggregateException(new StoreRefusedException("no"), new InvalidOperationException("a bug"))));
    }

    [Fact]
    public async Task The_app_starts_with_its_settings_and_makes_its_database()
    {
        using var host = Build();

        await host.StartAsync();

        Assert.Null(await host.Services.GetRequiredService<IInventoryStore>().GetLatestRunAsync(CancellationToken.None));
        await host.StopAsync();
    }

    /// <summary>With telemetry and without it, which is what Program.cs decides.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=https://telemetry.example/")]
    public void The_worker_can_make_every_function_and_every_room(string? telemetry)
    {
        _app.Settings["APPLICATIONINSIGHTS_CONNECTION_STRING"] = telemetry;
        using var host = BuildWorker();
        using var invocation = host.Services.CreateScope();
        var functions = typeof(FullSyncFunction).Assembly.GetTypes()
            .Where(type => type.GetMethods().Any(method => method.IsDefined(typeof(FunctionAttribute), inherit: false)))
            .ToList();

        Assert.NotEmpty(functions);
        Assert.All(functions, function => Assert.NotNull(ActivatorUtilities.CreateInstance(invocation.ServiceProvider, function)));
        Assert.All(
            (Type[])
            [
                typeof(WebhookReceiver), typeof(ChangeHandler), typeof(LookUpRunner), typeof(FullSyncRunner), typeof(MaintenanceRound),
                typeof(SubscriptionKeeper),
            ],
            room => Assert.NotNull(host.Services.GetRequiredService(room)));
    }

    [Fact]
    public async Task Settings_may_be_left_out_where_they_have_a_default()
    {
        using var host = Build();
        await host.StartAsync();

        var (options, reads) = (Get<FullSyncOptions>(), Get<StaleReadOptions>());
        Assert.Equal((20, TimeSpan.FromMinutes(2), false), (options.MaxShrinkPercent, reads.StaleReadMargin, options.StrictCounts));
        Assert.Equal("2026-10", Get<ShopifyOptions>().ApiVersion);
        await host.StopAsync();

        T Get<T>() where T : class => host.Services.GetRequiredService<IOptions<T>>().Value;
    }

    /// <summary>Neither by this app nor by the HTTP clients that it uses, at whatever level.</summary>
    [Fact]
    public async Task No_secret_token_or_signed_address_is_logged_by_anything_in_the_app()
    {
        var file = FullSyncUnderTest.FileOf(FullSyncUnderTest.Variant(101, 11));
        _shopify.On(ShopifyStandIn.Token, System.Net.HttpStatusCode.OK, """{"access_token":"shpat_secret","expires_in":86399}""");
        _shopify.OnData("ReadNewestBulkOperations", """{"bulkOperations":{"nodes":[]}}""");
        var operation = Payload.Read("answers/bulk-operation").Replace("SIZE", $"{file.Length}", StringComparison.Ordinal);
        _shopify.OnData("RunBulkQuery", $$$"""{"bulkOperationRunQuery":{"bulkOperation":{{{operation}}},"userErrors":[]}}""");
        _shopify.OnData("ReadLocations", """{"locations":{"nodes":[],"pageInfo":{"hasNextPage":false,"endCursor":null}}}""");
        _shopify.On("/x", System.Net.HttpStatusCode.OK, file, "application/jsonl");
        using var host = Build();
        await host.StartAsync();

        await host.Services.GetRequiredService<FullSyncRunner>().RunAsync(mayStart: true, CancellationToken.None);
        await host.StopAsync();

        Assert.Equal(
            SyncState.Succeeded,
            (await host.Services.GetRequiredService<IInventoryStore>().GetLatestRunAsync(CancellationToken.None))!.State);
        var lines = _app.Log.GetSnapshot().Select(record => $"{record.Category} {record.Message} {record.Exception}").ToList();
        Assert.Contains(lines, line => line.Contains("Full sync 1 ended", StringComparison.Ordinal));
        ShopifyUnderTest.AssertNoSecret(string.Join('\n', lines));
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _app.DisposeAsync();

    private IHost Build() => _app.Build(services =>
    {
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace));
        foreach (var client in (string[])[ShopifyClients.AdminApi, ShopifyClients.BulkDownload])
            services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(() => _shopify.HandlerOf(client));
    });

    /// <summary>
    /// As Program.cs makes it, with the worker. The worker's builder takes settings from arguments as it does from the environment.
    /// </summary>
    private IHost BuildWorker() =>
        FunctionApp.CreateBuilder([.. _app.Settings.Select(setting => $"--{setting.Key}={setting.Value}")]).Build();

    private async Task<IReadOnlyList<string>> StartInVainAsync()
    {
        using var host = Build();
        var exception = await Assert.ThrowsAnyAsync<Exception>(() => host.StartAsync());
        return StartFaults.LinesOf(exception);
    }
}
