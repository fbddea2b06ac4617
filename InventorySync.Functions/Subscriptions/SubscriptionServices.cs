using InventorySync.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Subscriptions;

/// <summary>What keeps the webhook subscriptions right.</summary>
internal static class SubscriptionServices
{
    public static IServiceCollection AddSubscriptions(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<SubscriptionOptions>(configuration, SubscriptionOptions.Section);
        return services
            .AddSingleton<IValidateOptions<SubscriptionOptions>, SubscriptionOptionsValidation>()
            .AddSingleton<SubscriptionKeeper>();
    }
}
