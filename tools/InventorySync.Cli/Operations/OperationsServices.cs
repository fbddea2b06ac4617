using InventorySync.Composition;
using InventorySync.Shopify;
using InventorySync.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Spectre.Console;

namespace InventorySync.Cli.Operations;

/// <summary>What a verb works with: the app's services by its settings, and as much of it judged and ready as the verb needs.</summary>
internal sealed class OperationsServices : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly WarningLog _log;

    private OperationsServices(IHost host, WarningLog log, OperationsSettings settings, IAnsiConsole console, TimeProvider time) =>
        (_host, _log, Settings, Console, Time) = (host, log, settings, console, time);

    public OperationsSettings Settings { get; }

    public IAnsiConsole Console { get; }

    public TimeProvider Time { get; }

    public string ShopDomain => Get<IOptions<ShopifyOptions>>().Value.NormalShopDomain;

    /// <summary>All settings, the queues' included.</summary>
    public IConfiguration Configuration => Get<IConfiguration>();

    /// <exception cref="OptionsValidationException">A setting is wrong.</exception>
    /// <exception cref="StoreRefusedException">The database must not be used.</exception>
    public static async Task<OperationsServices> OpenAsync(
        OperationsSettings settings, VerbNeeds needs, IAnsiConsole console, TimeProvider time, CancellationToken cancellationToken)
    {
        var log = new WarningLog(console);
        var host = AppHost.Build(
            settings.AddTo, settings.Run is { } run ? () => new RunNetwork(run.SimulatedStore) : null, [log], time,
            use: needs is VerbNeeds.StoreToChange ? StoreUse.Change : StoreUse.Read);
        var services = new OperationsServices(host, log, settings, console, time);
        try
        {
            if (needs is VerbNeeds.StoreToRead or VerbNeeds.StoreToChange) await host.StartAsync(cancellationToken);
            else if (needs is VerbNeeds.Settings) services.Get<IStartupValidator>().Validate();
            return services;
        }
        catch
        {
            await services.DisposeAsync();
            throw;
        }
    }

    /// <summary>A service of the app; the store's roles are ready only for a verb that has said that it needs the store.</summary>
    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _log.Dispose();
    }
}
