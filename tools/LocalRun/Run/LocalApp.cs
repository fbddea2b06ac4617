using System.Net;
using System.Security.Cryptography;
using FunctionsHost;
using FunctionsHost.Queues;
using FunctionsHost.Queues.Embedded;
using InventorySync.Cli;
using InventorySync.Queues;
using InventorySync.Shopify;
using InventorySync.Status;
using InventorySync.Storage;
using InventorySync.Subscriptions;
using InventorySync.Triggers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace LocalRun.Run;

/// <summary>The function app in this process: composed as the worker composes it, and served by <see cref="OneProcessHost"/>.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly IQueueTransport _queues;
    private readonly TimeProvider _timeProvider;
    private readonly LocalAppOptions _options;
    private OneProcessHost? _functions;

    private LocalApp(IHost host, IQueueTransport queues, TimeProvider timeProvider, LocalAppOptions options) =>
        (_host, _queues, _timeProvider, _options) = (host, queues, timeProvider, options);

    /// <summary>Where it listens.</summary>
    public Uri Address => _functions!.Address;

    /// <summary>Opens the functions for operators: another one at each start.</summary>
    public string FunctionKey { get; } = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));

    public string QueueDescription => _queues.Description;

    /// <summary>A service of the app.</summary>
    public T Get<T>() where T : notnull => _host.Services.GetRequiredService<T>();

    /// <summary>Composes it; nothing runs yet.</summary>
    /// <param name="logs">Are given everything that the app logs.</param>
    /// <exception cref="HostStartException">A setting of the queues is wrong.</exception>
    public static LocalApp Build(LocalAppOptions options, IReadOnlyList<ILoggerProvider> logs, TimeProvider timeProvider)
    {
        var probe = new TransportProbe(timeProvider);
        var host = AppHost.Build(
            configuration => configuration.AddInMemoryCollection(options.Settings), options.Shopify, logs, timeProvider,
            services =>
            {
                services.AddSingleton<IQueueInspector>(probe);
                options.Replace?.Invoke(services);
            });
        try
        {
            var queues = AzureStorageSettings.Read(host.Services.GetRequiredService<IConfiguration>())
                ?? (IQueueTransport)EmbeddedQueues.Open(options.QueueFile, timeProvider);
            probe.Transport = queues;
            return new LocalApp(host, queues, timeProvider, options);
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    /// <exception cref="StoreRefusedException">The database must not be used.</exception>
    /// <exception cref="HostStartException">A function cannot be served, a setting is wrong, or the port is taken.</exception>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting of the app is wrong.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await _host.StartAsync(cancellationToken);
        var settings = _host.Services.GetRequiredService<IConfiguration>();
        _functions = await OneProcessHost.StartAsync(
            new OneProcessHostOptions
            {
                FunctionTypes = typeof(ShopifyWebhookFunction).Assembly.GetTypes(),
                Services = _host.Services,
                Settings = settings,
                HostJson = HostJson.Load(Path.Combine(AppContext.BaseDirectory, "host.json"), settings),
                Queues = _queues,
                Time = _timeProvider,
                Key = FunctionKey,
                Endpoint = new IPEndPoint(IPAddress.Loopback, _options.Port),
                RunsTimers = _options.RunsTimers,
            },
            cancellationToken);
    }

    /// <summary>
    /// Checks and repairs the subscriptions, as their timer does; the full sync that this may ask for is the caller's to run.
    /// </summary>
    /// <exception cref="ShopifyCallException">Shopify did not answer, or refused.</exception>
    public async Task<SubscriptionCheck> CheckSubscriptionsAsync(CancellationToken cancellationToken) =>
        (await _host.Services.GetRequiredService<SubscriptionKeeper>().CheckAsync(cancellationToken))?.Check
        ?? throw new InvalidOperationException("InventorySync__PublicUrl is not set.");

    /// <summary>Runs the subscriptions' timer now, with the full sync that may come of it.</summary>
    public Task RunSubscriptionsAsync(CancellationToken cancellationToken) =>
        _functions!.InvokeTimerAsync(nameof(WebhookSubscriptionsFunction), cancellationToken);

    /// <summary>Runs the full sync's timer now.</summary>
    public Task RunFullSyncAsync(CancellationToken cancellationToken) =>
        _functions!.InvokeTimerAsync(nameof(FullSyncFunction), cancellationToken);

    /// <summary>
    /// Runs the recovery's timer now: the look-ups that are due, and a full sync that is overdue, asked for or unfinished.
    /// </summary>
    public Task RunRecoveryAsync(CancellationToken cancellationToken) =>
        _functions!.InvokeTimerAsync(nameof(FullSyncRecoveryFunction), cancellationToken);

    /// <summary>The timer functions, each with its first occurrence after an instant.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset At)> TimersAfter(DateTimeOffset instant) => _functions!.TimersAfter(instant);

    /// <summary>Runs one of them now.</summary>
    public Task RunTimerAsync(string name, CancellationToken cancellationToken) => _functions!.InvokeTimerAsync(name, cancellationToken);

    /// <summary>What api/status answers.</summary>
    /// <exception cref="Exception">The database does not answer.</exception>
    public Task<StatusReport> ReadStatusAsync(CancellationToken cancellationToken) =>
        _host.Services.GetRequiredService<StatusReader>().ReadAsync(cancellationToken);

    /// <summary>Messages that wait or are at work, and those that were given up.</summary>
    public async Task<(int Waiting, int Poison)> CountMessagesAsync(CancellationToken cancellationToken)
    {
        var queue = await _queues.OpenAsync(QueueNames.InventoryChanges, cancellationToken);
        var poison = await _queues.OpenAsync(QueueNames.InventoryChangesPoison, cancellationToken);
        return (await queue.CountAsync(cancellationToken), await poison.CountAsync(cancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        if (_functions is not null) await _functions.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        await _queues.DisposeAsync();
    }
}
