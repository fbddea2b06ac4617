using System.Net;
using FunctionsHost;
using FunctionsHost.Queues;
using InventorySync.Composition;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Benchmarks.Samples;

/// <summary>The app's services on a SQLite file, as the worker composes them, and as many of its functions as a figure is about.</summary>
internal sealed class SampleApp : IAsyncDisposable
{
    private readonly IHost _host;

    private SampleApp(IHost host) => _host = host;

    public static async Task<SampleApp> StartAsync(
        string databaseFile, ILoggerProvider? log, CancellationToken cancellationToken,
        params IReadOnlyList<(string Name, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = Environments.Production });
        builder.Configuration.AddInMemoryCollection(SampleShop.Settings(databaseFile));
        builder.Configuration.AddInMemoryCollection(
            settings.Select(setting => new KeyValuePair<string, string?>(setting.Name, setting.Value)));
        builder.Logging.AddFilter("System", LogLevel.Warning).AddFilter("Microsoft", LogLevel.Warning);
        if (log is not null) builder.Logging.AddProvider(log);
        builder.Services.AddInventorySync(builder.Configuration);
        var app = new SampleApp(builder.Build());
        await app._host.StartAsync(cancellationToken);
        return app;
    }

    public T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Serves these functions, by host.json with <paramref name="settings"/> over it.</summary>
    public Task<OneProcessHost> ServeAsync(
        IReadOnlyList<Type> functions, IQueueTransport queues, Dictionary<string, string?> settings, CancellationToken cancellationToken)
    {
        var configuration = new ConfigurationBuilder().AddConfiguration(Get<IConfiguration>()).AddInMemoryCollection(settings).Build();
        return OneProcessHost.StartAsync(
            new OneProcessHostOptions
            {
                FunctionTypes = functions,
                Services = _host.Services,
                Settings = configuration,
                HostJson = HostJson.Load(Path.Combine(AppContext.BaseDirectory, "host.json"), configuration),
                Queues = queues,
                Time = TimeProvider.System,
                Endpoint = new IPEndPoint(IPAddress.Loopback, 0),
            },
            cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
