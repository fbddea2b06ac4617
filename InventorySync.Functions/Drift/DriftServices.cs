using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Drift;

/// <summary>What looks for the causes of drift.</summary>
internal static class DriftServices
{
    public static IServiceCollection AddDrift(this IServiceCollection services) => services.AddSingleton<DriftAnalyzer>();
}
