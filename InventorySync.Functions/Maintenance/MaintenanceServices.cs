using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Maintenance;

/// <summary>What the five-minute timer does.</summary>
internal static class MaintenanceServices
{
    public static IServiceCollection AddMaintenance(this IServiceCollection services) => services
        .AddSingleton<FullSyncRecovery>()
        .AddSingleton<SyncRetention>()
        .AddSingleton<MaintenanceRound>();
}
