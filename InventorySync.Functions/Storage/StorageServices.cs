using InventorySync.Settings;
using InventorySync.Storage.Sqlite;
using InventorySync.Storage.SqlServer;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace InventorySync.Storage;

/// <summary>The store that the settings choose, and each of its roles.</summary>
internal static class StorageServices
{
    /// <summary>The name of the store's connection string.</summary>
    private const string Connection = "Inventory";

    public static IServiceCollection AddStorage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<StoreOptions>(configuration, StoreOptions.Section)
            .Validate(options => options.Database is "SqlServer" or "Sqlite", "InventorySync__Database takes SqlServer or Sqlite.")
            .Validate(
                options => options.TryReadLocationIds(out _),
                "InventorySync__LocationIds takes the numbers of locations, comma-separated, or nothing for all.")
            .Validate(
                _ => !string.IsNullOrWhiteSpace(configuration.GetConnectionString(Connection)),
                "Set ConnectionStrings__Inventory, such as Data Source=inventory.db, or Server=...;Database=... for SQL Server.");
        services.AddSettings<SqlServerOptions>(configuration, SqlServerOptions.Section);
        services.AddSingleton(provider => Open(provider, configuration.GetConnectionString(Connection)!));
        foreach (var role in typeof(IInventoryStore).GetInterfaces())
            services.AddSingleton(role, provider => provider.GetRequiredService<IInventoryStore>());
        return services;
    }

    private static IInventoryStore Open(IServiceProvider provider, string connectionString) =>
        provider.GetRequiredService<IOptions<StoreOptions>>().Value.Database == "Sqlite"
            ? new SqliteInventoryStore(connectionString)
            : new SqlServerInventoryStore(
                connectionString,
                provider.GetRequiredService<IOptions<SqlServerOptions>>().Value,
                provider.GetRequiredService<TimeProvider>(),
                provider.GetRequiredService<Random>());
}
