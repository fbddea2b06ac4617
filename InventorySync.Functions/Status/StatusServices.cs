using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Status;

/// <summary>What says how the app is doing.</summary>
internal static class StatusServices
{
    public static IServiceCollection AddStatus(this IServiceCollection services) => services
        .AddSingleton<QueueWatch>()
        .AddSingleton<HealthJudge>()
        .AddSingleton<StatusReader>()
        .AddSingleton<HeartbeatWriter>()
        .AddSingleton<HealthChecks>();
}
