using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Changes;

/// <summary>What applies messages, holds them during a pause, and takes those that were given up.</summary>
internal static class ChangeServices
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<PauseGate>()
        .AddSingleton<ChangeBatches>()
        .AddSingleton<ChangeApplier>()
        .AddSingleton<ChangeHandler>()
        .AddSingleton<PoisonHandler>();
}
