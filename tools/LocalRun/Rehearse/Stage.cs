using InventorySync.Probe;
using LocalRun.Run;
using Microsoft.Extensions.DependencyInjection;
using PlayedTime;
using ShopifySimulator;
using ShopifySimulator.Shop;

namespace LocalRun.Rehearse;

/// <summary>
/// The whole system, as `run` puts it together, on a clock that is played: the simulated store, the function app, its queues and its
/// database in files. The clock moves from one event to the next (a timer, a sale), and each event is played to its end by the real parts.
/// </summary>
internal sealed partial class Stage : IAsyncDisposable
{
    /// <summary>One date for all rehearsals, so that each is the same every time.</summary>
    private static readonly DateTimeOffset Midnight = new(2026, 1, 5, 0, 0, 0, TimeSpan.Zero);

    private readonly PlayedClock _clock;
    private readonly SimulatedStore _store;
    private readonly DirectoryInfo _folder;
    private readonly Merchant _merchant;
    private readonly Random _lot;
    private readonly StoreSwitch _database = new();
    private readonly Dictionary<string, string?> _settings;
    private readonly Dictionary<string, DateTimeOffset> _timers = new(StringComparer.Ordinal);
    private LocalApp _app = null!;
    private DateTimeOffset? _nextSale;

    private Stage(PlayedClock clock, SimulatedStore store, DirectoryInfo folder, int seed, Action<TimelineEntry> show)
    {
        (_clock, _store, _folder) = (clock, store, folder);
        var database = RunDatabase.Sqlite(folder);
        _settings = Runner.Settings(database);
        _check = new TableCheck(database, store.Shop);
        _timeline = new Timeline(clock.GetUtcNow(), show);
#pragma warning disable CA5394 // a store that sells is no secret
        _merchant = new Merchant(store.Shop, new Random(seed), changesCatalogue: false);
        _lot = new Random(seed);
#pragma warning restore CA5394
    }

    public Faults Faults => _store.Simulator.Faults;

    /// <summary>How often the store sells, restocks or moves something; null for never.</summary>
    public TimeSpan? SellEvery
    {
        get;
        set
        {
            field = value;
            _nextSale = value is { } interval ? Now + interval : null;
        }
    }

    /// <summary>Whether Shopify finds the way to the app.</summary>
    public bool IsReachable
    {
        set => _store.PublicAddress.Target = value ? _app.Address : null;
    }

    /// <summary>What Shopify signs with from now on.</summary>
    public string Secret
    {
        set => _store.Deliverer.Secret = value;
    }

    public bool IsDatabaseAway
    {
        set => _database.IsAway = value;
    }

    private DateTimeOffset Now => _clock.GetUtcNow();

    /// <summary>A new store at midnight, the app subscribed, and its first full sync done.</summary>
    public static async Task<Stage> OpenAsync(
        DirectoryInfo folder, int variants, int seed, Action<TimelineEntry> show, CancellationToken cancellationToken)
    {
        var clock = new PlayedClock(Midnight);
        var store = await SimulatedStore.OpenAsync(Path.Combine(folder.FullName, "store.jsonl"), variants, seed, clock, cancellationToken);
        var stage = new Stage(clock, store, folder, seed, show);
        try
        {
            await stage.StartAsync(cancellationToken);
            await clock.PlayAsync(() => stage._app.CheckSubscriptionsAsync(cancellationToken));
            await clock.PlayAsync(() => stage._app.RunFullSyncAsync(cancellationToken));
            await stage.ObserveAsync(cancellationToken);
            return stage;
        }
        catch
        {
            await stage.DisposeAsync();
            throw;
        }
    }

    public void RemoveSubscription(string topic)
    {
        foreach (var subscription in _store.Simulator.Subscriptions.All.Where(subscription => subscription.Topic == topic))
            _store.Simulator.Subscriptions.Remove(subscription.Id);
    }

    /// <summary>As after a deployment: with other settings, the same queues and the same database.</summary>
    public async Task RestartAsync(params IReadOnlyList<(string Name, string Value)> settings)
    {
        foreach (var (name, value) in settings) _settings[name] = value;
        await StopAsync();
        await StartAsync(CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await StopAsync();
        await _store.DisposeAsync();
    }

    private async Task StartAsync(CancellationToken cancellationToken)
    {
        _app = LocalApp.Build(
            new LocalAppOptions(
                _settings, _store.Simulator.CreateHandler, Path.Combine(_folder.FullName, "queues.db"), Port: 0, RunsTimers: false,
                Replace),
            [], _clock);
        await _clock.PlayAsync(() => _app.StartAsync(cancellationToken));
        IsReachable = true;
        foreach (var (name, at) in _app.TimersAfter(Now)) _timers[name] = at;
    }

    private Task StopAsync() => _clock.PlayAsync(() => _app.DisposeAsync().AsTask());

    /// <summary>A database that can be away, and a probe whose lot is the same each time.</summary>
    private void Replace(IServiceCollection services)
    {
        _database.Replace(services);
        services.AddSingleton(provider => ActivatorUtilities.CreateInstance<ProbeSample>(provider, _lot));
    }
}
