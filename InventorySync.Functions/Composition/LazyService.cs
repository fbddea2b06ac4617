using Microsoft.Extensions.DependencyInjection;

namespace InventorySync.Composition;

/// <summary>
/// A service that is made at its first use: a hosted service is made before the settings are validated, and may ask for one that needs
/// valid settings.
/// </summary>
internal sealed class LazyService<T>(IServiceProvider services) : Lazy<T>(services.GetRequiredService<T>)
    where T : notnull;
