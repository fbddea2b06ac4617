using InventorySync.Settings;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Probe;

/// <summary>What compares a sample of SKUs with Shopify.</summary>
internal static class ProbeServices
{
    public static IServiceCollection AddProbe(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ProbeOptions>(configuration, ProbeOptions.Section);
        return services
            .AddSingleton<IValidateOptions<ProbeOptions>, ProbeOptionsValidation>()
            .AddSingleton<ProbeSample>()
            .AddSingleton<ProbeRepair>()
            .AddSingleton<InventoryProbe>();
    }
}
