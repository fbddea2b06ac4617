using InventorySync.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.FullSync;

/// <summary>What runs full syncs, and dry runs of them.</summary>
internal static class FullSyncServices
{
    public static IServiceCollection AddFullSync(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<FullSyncOptions>(configuration, FullSyncOptions.Section);
        return services
            .AddSingleton<IValidateOptions<FullSyncOptions>, FullSyncOptionsValidation>()
            .AddSingleton<RunLeases>()
            .AddSingleton<RunProgress>()
            .AddSingleton<RunOperation>()
            .AddSingleton<RunDownload>()
            .AddSingleton<RunLoader>()
            .AddSingleton<RunEnd>()
            .AddSingleton<FullSyncRunner>()
            .AddSingleton<DryRunner>()
            .AddSingleton<FullSyncRequests>();
    }
}
