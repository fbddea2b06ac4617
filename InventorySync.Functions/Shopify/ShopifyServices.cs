using InventorySync.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Shopify;

/// <summary>What reads from and writes to Shopify.</summary>
internal static class ShopifyServices
{
    public static IServiceCollection AddShopify(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ShopifyOptions>(configuration, ShopifyOptions.Section);
        services.AddSingleton<IValidateOptions<ShopifyOptions>, ShopifyOptionsValidation>();
        services.AddSettings<StaleReadOptions>(configuration, StaleReadOptions.Section);

        // The clients' own log lines would show signed addresses.
        services.AddHttpClient(ShopifyClients.AdminApi).RemoveAllLoggers();
        services.AddHttpClient(ShopifyClients.BulkDownload, client => client.Timeout = Timeout.InfiniteTimeSpan).RemoveAllLoggers();
        return services
            .AddSingleton<AccessTokens>()
            .AddSingleton<AdminApi>()
            .AddSingleton<InventoryReader>()
            .AddSingleton<ProductReader>()
            .AddSingleton<LocationReader>()
            .AddSingleton<BulkOperations>()
            .AddSingleton<BulkDownload>()
            .AddSingleton<AppInstallation>()
            .AddSingleton<WebhookSubscriptions>();
    }
}
