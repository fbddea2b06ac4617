using System.Globalization;
using InventorySync.Changes;
using InventorySync.Drift;
using InventorySync.Explain;
using InventorySync.FullSync;
using InventorySync.Inventory;
using InventorySync.LookUps;
using InventorySync.Maintenance;
using InventorySync.Observations;
using InventorySync.Probe;
using InventorySync.Queues;
using InventorySync.Shopify;
using InventorySync.Status;
using InventorySync.Storage;
using InventorySync.Storage.SqlServer;
using InventorySync.Storage.Sqlite;
using InventorySync.Subscriptions;
using InventorySync.Telemetry;
using InventorySync.Webhooks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace InventorySync.Composition;

/// <summary>The one place where the rooms are put together; the worker, the one-process host and the tests all call it.</summary>
public static class InventorySyncServices
{
    public static IServiceCollection AddInventorySync(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<InventorySyncOptions>().Configure(configuration.GetSection(InventorySyncOptions.Section).BindTo).ValidateOnStart()
            .Validate(options => options.Database is "SqlServer" or "Sqlite", "InventorySync__Database takes SqlServer or Sqlite.")
            .Validate(options => TryReadLocationIds(options.LocationIds, out _), "InventorySync__LocationIds takes the numbers of locations, comma-separated, or nothing for all.")
            .Validate(_ => !string.IsNullOrWhiteSpace(configuration.GetConnectionString("Inventory")), "Set ConnectionStrings__Inventory, such as Data Source=inventory.db, or Server=...;Database=... for SQL Server.");
        services.AddOptions<FullSyncOptions>().Configure(configuration.GetSection(FullSyncOptions.Section).BindTo).ValidateOnStart();
        services.AddOptions<ProbeOptions>().Configure(configuration.GetSection(ProbeOptions.Section).BindTo).ValidateOnStart();
        services.AddOptions<ObservationOptions>().Configure(configuration.GetSection(ObservationOptions.Section).BindTo).ValidateOnStart();
        services.AddOptions<SubscriptionOptions>().Configure(configuration.GetSection(SubscriptionOptions.Section).BindTo).ValidateOnStart();
        services.AddOptions<SqlServerOptions>().Configure(configuration.GetSection(SqlServerOptions.Section).BindTo).ValidateOnStart();
        services.AddOptions<ShopifyOptions>().Configure(configuration.GetSection(ShopifyOptions.Section).BindTo).ValidateOnStart();
        services.AddOptions<TelemetryOptions>().Configure(configuration.GetSection(TelemetryOptions.Section).BindTo).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelemetryOptions>, RangesValidation<TelemetryOptions>>();
        services.AddSingleton<IValidateOptions<InventorySyncOptions>, RangesValidation<InventorySyncOptions>>();
        services.AddSingleton<IValidateOptions<FullSyncOptions>, RangesValidation<FullSyncOptions>>();
        services.AddSingleton<IValidateOptions<FullSyncOptions>, FullSyncOptionsValidation>();
        services.AddSingleton<IValidateOptions<ObservationOptions>, RangesValidation<ObservationOptions>>();
        services.AddSingleton<IValidateOptions<ProbeOptions>, ProbeOptionsValidation>();
        services.AddSingleton<IValidateOptions<SubscriptionOptions>, SubscriptionOptionsValidation>();
        services.AddSingleton<IValidateOptions<SqlServerOptions>, RangesValidation<SqlServerOptions>>();
        services.AddSingleton<IValidateOptions<ShopifyOptions>, ShopifyOptionsValidation>();

        services.AddSingleton(TimeProvider.System);
        services.AddTelemetry(configuration);
        services.AddSingleton(provider => StoreOf(provider, configuration.GetConnectionString("Inventory")!));
        foreach (var role in typeof(IInventoryStore).GetInterfaces()) services.AddSingleton(role, provider => provider.GetRequiredService<IInventoryStore>());
        services.AddSingleton(provider => new Lazy<ISchemaStore>(provider.GetRequiredService<ISchemaStore>));
        services.AddHostedService<StoreStartup>();
        services.AddSingleton(provider => new Lazy<ObservationLog>(provider.GetRequiredService<ObservationLog>));
        services.AddSingleton(provider => new Lazy<DeliveryCounter>(provider.GetRequiredService<DeliveryCounter>));
        services.AddHostedService<LastWrites>();
        services.AddSingleton<IQueueInspector>(_ => new AzureQueueInspector(QueueAccount.Open(configuration), QueueNames.All));
        return services.AddShopify().AddRooms();
    }

    private static IInventoryStore StoreOf(IServiceProvider provider, string connectionString) =>
        provider.GetRequiredService<IOptions<InventorySyncOptions>>().Value.Database == "Sqlite"
            ? new SqliteInventoryStore(connectionString)
            : new SqlServerInventoryStore(
                connectionString, provider.GetRequiredService<IOptions<SqlServerOptions>>().Value, provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<Random>());

    internal static bool TryReadLocationIds(string text, out IReadOnlyList<long> locationIds)
    {
        List<long> ids = [];
        locationIds = ids;
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return false;
            ids.Add(id);
        }

        return true;
    }

    private static IServiceCollection AddShopify(this IServiceCollection services)
    {
        // The clients' own log lines would show signed addresses.
        services.AddHttpClient(ShopifyClients.AdminApi).RemoveAllLoggers();
        services.AddHttpClient(ShopifyClients.BulkDownload, client => client.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        services.AddSingleton<AccessTokens>();

#pragma warning disable RS0030, CA5394 // the composition root is where randomness and ids come from, and jitter is no secret
        services.AddSingleton<AdminApi>();
        services.AddSingleton<NewId>(() => Guid.NewGuid().ToString("N"));
        services.AddSingleton(Random.Shared);
#pragma warning restore RS0030, CA5394
        services.AddSingleton(provider => new InventoryReader(
            provider.GetRequiredService<AdminApi>(), provider.GetRequiredService<IOptions<FullSyncOptions>>().Value.StaleReadMargin));
        services.AddSingleton(provider => new ProductReader(
            provider.GetRequiredService<AdminApi>(), provider.GetRequiredService<IOptions<FullSyncOptions>>().Value.StaleReadMargin));
        services.AddSingleton<LocationReader>();
        services.AddSingleton<BulkOperations>();
        services.AddSingleton<BulkDownload>();
        services.AddSingleton<AppInstallation>();
        return services.AddSingleton<WebhookSubscriptions>();
    }

    private static IServiceCollection AddRooms(this IServiceCollection services)
    {
        services.AddSingleton(provider => new WebhookSignature(provider.GetRequiredService<IOptions<ShopifyOptions>>().Value.WebhookSecrets));
        services.AddSingleton(provider => new WebhookReceiver(
            provider.GetRequiredService<WebhookSignature>(), provider.GetRequiredService<IOptions<ShopifyOptions>>().Value.NormalShopDomain,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<SyncMetrics>(), provider.GetRequiredService<SyncTracing>(),
            provider.GetRequiredService<ILogger<WebhookReceiver>>()));
        services.AddSingleton<ObservationLog>();
        services.AddSingleton<DeliveryCounter>();
        services.AddSingleton<LookUpRunner>();
        services.AddSingleton<LagRecorder>();
        services.AddSingleton<ChangeApplier>();
        services.AddSingleton<ChangeHandler>();
        services.AddSingleton<PoisonHandler>();
        services.AddSingleton<PauseGate>();
        services.AddSingleton<DriftAnalyzer>();
        services.AddSingleton<RunLeases>();
        services.AddSingleton<RunProgress>();
        services.AddSingleton<RunOperation>();
        services.AddSingleton<RunDownload>();
        services.AddSingleton<RunLoader>();
        services.AddSingleton<RunEnd>();
        services.AddSingleton<DryRunner>();
        services.AddSingleton<FullSyncRunner>();
        services.AddSingleton<SubscriptionKeeper>();
        services.AddSingleton<FullSyncRequests>();
        services.AddSingleton<FullSyncRecovery>();
        services.AddSingleton<SyncRetention>();
        services.AddSingleton<MaintenanceRound>();
        services.AddSingleton<HealthChecks>();
        services.AddSingleton<ProbeSample>();
        services.AddSingleton<ProbeRepair>();
        services.AddSingleton<InventoryProbe>();
        services.AddSingleton<SkuExplainer>();
        services.AddSingleton<QueueWatch>();
        services.AddSingleton<HealthJudge>();
        services.AddSingleton<HeartbeatWriter>();
        return services.AddSingleton<StatusReader>();
    }
}
