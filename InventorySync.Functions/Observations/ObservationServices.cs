using InventorySync.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Observations;

/// <summary>What is collected in memory, and its last writes at a stop.</summary>
internal static class ObservationServices
{
    public static IServiceCollection AddObservations(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ObservationOptions>(configuration, ObservationOptions.Section);
        return services
            .AddSingleton<ObservationLog>()
            .AddSingleton<DeliveryCounter>()
            .AddSingleton<LagRecorder>()
            .AddHostedService<DeliveryWriter>()
            .AddHostedService<LastWrites>();
    }
}
