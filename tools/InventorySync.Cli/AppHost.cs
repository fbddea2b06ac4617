using InventorySync.Composition;
using InventorySync.Shopify;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace InventorySync.Cli;

/// <summary>
/// The app's services, composed as the worker composes them. Its start judges the settings, and makes the database ready or, for a verb,
/// only looks at it; no function runs by it.
/// </summary>
internal static class AppHost
{
    /// <param name="settings">The environment is among them already; what is added goes over it.</param>
    /// <param name="shopify">Makes the handler that its HTTP clients reach Shopify through; null for the network.</param>
    /// <param name="logs">Are given everything that the app logs.</param>
    /// <param name="replace">Puts others in the place of the app's services.</param>
    /// <param name="use">What is done with the database.</param>
    public static IHost Build(
        Action<IConfigurationBuilder> settings, Func<HttpMessageHandler>? shopify, IReadOnlyList<ILoggerProvider> logs,
        TimeProvider timeProvider, Action<IServiceCollection>? replace = null, StoreUse use = StoreUse.Serve)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddEnvironmentVariables();
        settings(builder.Configuration);
        builder.Logging.AddFilter("System", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        // That the host does not start is in the exception that says why, which goes up.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        foreach (var log in logs) builder.Logging.AddProvider(log);
        builder.Services.AddInventorySync(builder.Configuration, use);
        builder.Services.AddSingleton(timeProvider);
        replace?.Invoke(builder.Services);
        if (shopify is null) return builder.Build();
        foreach (var client in (string[])[ShopifyClients.AdminApi, ShopifyClients.BulkDownload])
            builder.Services.AddHttpClient(client).ConfigurePrimaryHttpMessageHandler(shopify);
        return builder.Build();
    }
}
