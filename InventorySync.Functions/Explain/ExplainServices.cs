using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Explain;

/// <summary>What says why a SKU shows its number.</summary>
internal static class ExplainServices
{
    public static IServiceCollection AddExplain(this IServiceCollection services) => services.AddSingleton<SkuExplainer>();
}
