using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.LookUps;

/// <summary>What meets the needs that only a read of the Admin API can meet.</summary>
internal static class LookUpServices
{
    public static IServiceCollection AddLookUps(this IServiceCollection services) => services
        .AddSingleton<LookUpAnswers>()
        .AddSingleton<LookUpRunner>();
}
