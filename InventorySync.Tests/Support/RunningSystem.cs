using System.Globalization;
using System.Net;
using System.Net.Sockets;
using FunctionsHost.Http;
using InventorySync.FullSync;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Triggers;
using LocalRun.Run;
using Microsoft.Extensions.Logging.Testing;
using PlayedTime;
using ShopifySimulator;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.Support;

/// <summary>
/// All of it as `run` puts it together, in this process and by its real parts: a store that delivers over HTTP, the function app, its queue
/// and its database in files. Nothing happens in the store but what the test does.
/// </summary>
internal sealed class RunningSystem : IAsyncDisposable
{
    /// <summary>The check of the subscriptions comes at minute 7 of each hour, the recovery at every fifth: this is after both.</summary>
    private static readonly DateTimeOffset TenPast = new(2026, 11, 23, 9, 10, 1, TimeSpan.Zero);

    /// <summary>Far more than any test asks for, each after the wait that puts a look-up off.</summary>
    private const int MostLookUpRounds = 20;

    /// <summary>More than the margin and the first put-off of a look-up.</summary>
    private static readonly TimeSpan LookUpWait = TimeSpan.FromMinutes(3);

    private readonly string _database;

    private RunningSystem(
        PlayedClock clock, SimulatedStore store, LocalApp app, string database, IReadOnlyDictionary<string, string?> settings)
    {
        (Clock, Store, App, _database, Settings) = (clock, store, app, database, settings);
        Check = new TableCheck(new RunDatabase("Sqlite", database, "main"), store.Shop);
    }

    public PlayedClock Clock { get; }

    public SimulatedStore Store { get; }

    public SimulatedShop Shop => Store.Shop;

    public Faults Faults => Store.Simulator.Faults;

    public LocalApp App { get; }

    /// <summary>What the app keeps, where <see cref="Store"/> is the shop.</summary>
    public IInventoryStore Tables => App.Get<IInventoryStore>();

    public TableCheck Check { get; }

    /// <summary>Those of the app.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; }

    /// <summary>Starts it with the files that lie in the folder from an earlier life, or with new ones.</summary>
    /// <param name="variants">Of a new store.</param>
    /// <param name="subscribes">Whether the subscriptions are checked at the start, as `run` does it.</param>
    /// <param name="settings">Beside those of `run`, or in their place.</param>
    public static async Task<RunningSystem> StartAsync(
        TempFolder folder, int variants = 120, int seed = 1, PlayedClock? clock = null, FakeLogCollector? log = null,
        bool subscribes = true, params (string Name, string Value)[] settings)
    {
        clock ??= new PlayedClock(TenPast);
        var database = folder.Database("inventory.db");
        var store = await SimulatedStore.OpenAsync(folder.File("store.jsonl"), variants, seed, clock, CancellationToken.None);
        LocalApp? app = null;
        try
        {
            var all = Runner.Settings(new RunDatabase("Sqlite", database, "main"));
            // Never by itself: when this test runs is nobody's choice.
            all["InventorySync:FullSyncSchedule"] = "0 0 0 29 2 *";
            all["InventorySync:ProbeSchedule"] = "0 0 0 29 2 *";
            all[$"AzureWebJobs.{nameof(WebhookSubscriptionsFunction)}.Disabled"] = "true";
            foreach (var (name, value) in settings) all[name] = value;
            log ??= FakeLogCollector.Create(new FakeLogCollectorOptions());
            app = LocalApp.Build(
                new LocalAppOptions(all, store.Simulator.CreateHandler, folder.File("queues.db"), Port: 0), [new FakeLoggerProvider(log)],
                clock);
            await clock.PlayAsync(() => app.StartAsync(CancellationToken.None));
            store.PublicAddress.Target = app.Address;
            if (subscribes) await clock.PlayAsync(() => app.CheckSubscriptionsAsync(CancellationToken.None));
            return new RunningSystem(clock, store, app, database, all);
        }
        catch
        {
            if (app is not null) await app.DisposeAsync();
            await store.DisposeAsync();
            throw;
        }
    }

    /// <summary>Runs a full sync to its end, whichever that is.</summary>
    public async Task<SyncRun> SyncAsync()
    {
        // Operations have whole seconds: one of the same second as the last applied one is not newer, and is discarded.
        await Clock.SkipAsync(TimeSpan.FromSeconds(1));
        try
        {
            await Clock.PlayAsync(() => App.RunFullSyncAsync(CancellationToken.None));
        }
        catch (Exception e) when (e is FullSyncFailedException or ShopifyCallException)
        {
            // The run's row says it.
        }

        SyncRun? run = null;
        // It may be left to the recovery's timer.
        await Clock.PlayUntilAsync(
            async () => (run = await Tables.GetLatestRunAsync(CancellationToken.None)) is { EndedAt: not null },
            "the full sync has ended");
        return run!;
    }

    /// <summary>Runs a full sync that succeeds.</summary>
    public async Task<SyncReport> SyncWellAsync()
    {
        var run = await SyncAsync();
        Assert.True(run.State is SyncState.Succeeded, $"Full sync {run.Id} ended as {run.State}: {run.Error}");
        return run.Report!;
    }

    /// <summary>Until every webhook is delivered and handled, and every look-up that they asked for is answered.</summary>
    /// <param name="givenUp">How many messages have been given up by then.</param>
    public async Task SettleAsync(int givenUp = 0)
    {
        await DeliverAsync();
        await HandleAsync(givenUp);
        for (var rounds = 0; await QueryAsync("SELECT * FROM PendingLookUp") is { Count: > 0 } pending; rounds++)
        {
            if (rounds == MostLookUpRounds) Assert.Fail($"Look-ups are left: {string.Join(", ", pending)}.");
            await Clock.SkipAsync(LookUpWait);
            await Clock.PlayAsync(() => App.RunRecoveryAsync(CancellationToken.None));
        }
    }

    /// <summary>Until every webhook has been answered, or lost.</summary>
    /// <param name="isRetried">Whether attempts fail, so that Shopify tries again within hours. Otherwise none may fail.</param>
    public async Task DeliverAsync(bool isRetried = false)
    {
        var failures = Store.Deliverer.Statistics.FailedAttempts;
        await Clock.PlayUntilAsync(() => Task.FromResult(Store.Deliverer.Statistics.Waiting == 0), "every webhook is delivered");
        if (!isRetried) Assert.Equal(failures, Store.Deliverer.Statistics.FailedAttempts);
    }

    /// <summary>The same while something else is held up, so that the clock cannot move: none of them may have to wait for it.</summary>
    public Task IsDeliveredAsync() => Eventually.True(() => Store.Deliverer.Statistics.Waiting == 0, "every webhook is delivered");

    /// <summary>Whether the app takes connections.</summary>
    public async Task<bool> ListensAsync()
    {
        using var client = new TcpClient();
        try
        {
            await client.ConnectAsync(IPAddress.Loopback, App.Address.Port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    /// <summary>Until the queue and its poison queue are empty.</summary>
    /// <param name="givenUp">How many messages have been given up by then.</param>
    public async Task HandleAsync(int givenUp = 0)
    {
        await Clock.PlayUntilAsync(
            async () => await App.CountMessagesAsync(CancellationToken.None) is { Waiting: 0, Poison: 0 }, "every message is handled");
        Assert.Equal(
            [string.Create(CultureInfo.InvariantCulture, $"{givenUp}")],
            await QueryAsync("SELECT count(*) FROM FailedChange WHERE Kind <> 'rejected'"));
    }

    public void TablesEqualTheStore() => Assert.Empty(Check.CompareLive());

    public async Task<IReadOnlyList<string>> QueryAsync(string sql) => await SqliteFile.QueryAsync(_database, sql);

    /// <summary>Every table that a full sync replaces, as text.</summary>
    public async Task<IReadOnlyList<string>> DumpAsync() =>
    [
        .. await QueryAsync("SELECT * FROM Sku ORDER BY 1"),
        .. await QueryAsync("SELECT * FROM Product ORDER BY 1"),
        .. await QueryAsync("SELECT * FROM InventoryItem ORDER BY 1"),
        .. await QueryAsync("SELECT * FROM InventoryLevel ORDER BY 1, 2"),
        .. await QueryAsync("SELECT * FROM RawSkusFromShopify ORDER BY 1"),
        .. await QueryAsync("SELECT * FROM RawInventoryLevelsFromShopify ORDER BY 1, 2"),
    ];

    /// <summary>Asks the app, and lets time pass while it waits for time.</summary>
    public async Task<HttpResponseMessage> PlayRequestAsync(Func<Task<HttpResponseMessage>> send)
    {
        HttpResponseMessage? answer = null;
        await Clock.PlayRequestAsync(async () => answer = await send(), RequestHandler.Work);
        return answer!;
    }

    /// <summary>As `run` stops: nothing new, and what is at work ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await RealTime.EndsAsync(App.DisposeAsync().AsTask());
        await RealTime.EndsAsync(Store.DisposeAsync().AsTask());
    }
}
