using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Maintenance;

/// <summary>What the five-minute timer does, in this order.</summary>
internal static class MaintenanceServices
{
    public static IServiceCollection AddMaintenance(this IServiceCollection services) => services
        .AddSingleton<MaintenanceRound>()

        // What it says of the app is for those who only read the database; so it comes first, whatever the others may take.
        .AddSingleton<IMaintenanceTask, HeartbeatTask>()

        // The look-ups take seconds, and a full sync may take what is left of the invocation.
        .AddSingleton<IMaintenanceTask, LookUpTask>()
        .AddSingleton<IMaintenanceTask, ObservationTask>()
        .AddSingleton<IMaintenanceTask, DeliveryTask>()
        .AddSingleton<IMaintenanceTask, FirstSubscriptionTask>()
        .AddSingleton<IMaintenanceTask, HistoryRetentionTask>()
        .AddSingleton<IMaintenanceTask, ObservationRetentionTask>()
        .AddSingleton<IMaintenanceTask, DriftTask>()
        .AddSingleton<IMaintenanceTask, FullSyncRecoveryTask>();
}
