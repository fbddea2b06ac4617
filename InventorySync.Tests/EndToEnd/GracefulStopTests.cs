using FunctionsHost.Http;
using InventorySync.Storage;
using InventorySync.Tests.Support;
using LocalRun.Run;
using Microsoft.Extensions.Logging.Testing;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace InventorySync.Tests.EndToEnd;

/// <summary>
/// A shutdown in the middle of something loses nothing and waits for no time to pass: the app alone is stopped, while the store goes on,
/// and another one starts with its files.
/// </summary>
public sealed class GracefulStopTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly FakeLogCollector _log = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_webhook_that_is_being_taken_in_is_answered_and_its_message_is_there_for_the_next()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        Task stopping;
        await using (await SqliteFile.LockAsync(_folder.Database("queues.db")))
        {
            Sell(system, 40);
            await AreTakenInAsync(system);
            Assert.InRange(system.Store.Deliverer.Statistics.Waiting, 40, int.MaxValue);
            stopping = StopAsync(system);
        }

        await stopping;
        await NextAsync(system);

        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Of_a_storm_of_webhooks_those_that_were_answered_are_in_the_queue_and_the_others_come_again()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        Sell(system, 100);
        await system.DeliverAsync();
        // In the same second a product's message would be the same again, and Shopify would not send it.
        await system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        Task stopping;
        await using (await SqliteFile.LockAsync(_folder.Database("queues.db")))
        {
            Sell(system, 500);
            await AreTakenInAsync(system);
            Assert.InRange(system.Store.Deliverer.Statistics.Delivered, 51, 599);
            stopping = StopAsync(system);
            await Eventually.True(async () => !await system.ListensAsync(), "the app takes no more of them");
        }

        await stopping;
        Assert.True(system.Store.Deliverer.Statistics.Waiting > 0, "The stop came too late to mean anything.");
        await NextAsync(system);

        Assert.Equal(0, system.Store.Deliverer.Statistics.GivenUp);
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Messages_whose_database_does_not_answer_go_back_into_the_queue()
    {
        await using var system = await StartImpatientAsync();
        await system.SyncWellAsync();
        await using (await SqliteFile.LockAsync(_folder.Database("inventory.db")))
        {
            Sell(system, 40);
            await system.IsDeliveredAsync();

            await StopAsync(system);
        }

        Assert.Equal(
            [$"{system.Store.Deliverer.Statistics.Delivered}"],
            await SqliteFile.QueryAsync(_folder.Database("queues.db"), "SELECT count(*) FROM QueueMessage"));
        await NextAsync(system);
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task A_full_sync_that_waits_for_Shopify_is_gone_on_with_by_the_next_at_once_and_with_the_same_operation()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        system.Faults.BulkDuration = TimeSpan.FromMinutes(10);
        var running = system.App.RunFullSyncAsync(CancellationToken.None);
        await IsAtShopifyAsync(system);

        await StopAsync(system);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => running);
        Assert.Equal(["null"], await system.QueryAsync("SELECT Owner FROM SyncRun"));

        await using var next = await StartAsync(system);
        await system.Clock.PlayAsync(() => next.RunRecoveryAsync(CancellationToken.None));

        Assert.Equal(["1|5"], await system.QueryAsync("SELECT Id, State FROM SyncRun"));
        Assert.Equal(1, system.Store.Simulator.Statistics.Calls["RunBulkQuery"]);
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task A_full_sync_whose_database_does_not_answer_lets_the_process_go_and_is_gone_on_with()
    {
        await using var system = await StartImpatientAsync();
        system.Faults.BulkDuration = TimeSpan.FromSeconds(2);
        var running = system.App.RunFullSyncAsync(CancellationToken.None);
        await IsAtShopifyAsync(system);
        await using (await SqliteFile.LockAsync(_folder.Database("inventory.db")))
        {
            await StopAsync(system);
        }

        await Assert.ThrowsAnyAsync<Exception>(() => running);
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(3)); // it could not give up its lease
        await using var next = await StartAsync(system);
        await system.Clock.PlayAsync(() => next.RunRecoveryAsync(CancellationToken.None));

        Assert.Equal(["1|5"], await system.QueryAsync("SELECT Id, State FROM SyncRun"));
        system.TablesEqualTheStore();
    }

    /// <summary>Until as many webhooks are at work as Shopify sends at once. None is answered while the queues are locked.</summary>
    private static Task AreTakenInAsync(RunningSystem system) => Eventually.True(
        () => system.Clock.CountAtWork(RequestHandler.Work) == WebhookSender.MaxConnections, "the webhooks are being taken in");

    private static Task IsAtShopifyAsync(RunningSystem system) => system.Clock.PlayUntilAsync(
        async () => await system.Tables.GetLatestRunAsync(CancellationToken.None) is { State: SyncState.WaitingForShopify },
        "Shopify works on it");

    /// <summary>Meanwhile the clock stands: what waited for it, or for the host's limit, would hang.</summary>
    private static Task StopAsync(RunningSystem system) => RealTime.EndsAsync(system.App.DisposeAsync().AsTask());

    /// <summary>Changes so many levels, each once and by more than any before: none of them is dropped as a repetition.</summary>
    private static void Sell(RunningSystem system, int changes)
    {
        List<InventoryLevel> levels = system.Shop.Read(view => view.Levels.ToList());
        for (var n = 0; n < changes; n++)
        {
            var level = levels[n % levels.Count];
            system.Shop.Adjust(level.InventoryItemId, level.LocationId, 1 + (n / levels.Count));
        }
    }

    /// <summary>With a database whose lock nobody waits for in vain for longer than a second: that wait is of real time.</summary>
    private Task<RunningSystem> StartImpatientAsync() =>
        RunningSystem.StartAsync(_folder, settings: ("ConnectionStrings:Inventory", _folder.Database("inventory.db") + RealTime.BriefLock));

    private async Task<LocalApp> StartAsync(RunningSystem system)
    {
        var app = LocalApp.Build(
            new LocalAppOptions(system.Settings, system.Store.Simulator.CreateHandler, _folder.File("queues.db"), Port: 0),
            [new FakeLoggerProvider(_log)], system.Clock);
        await system.Clock.PlayAsync(() => app.StartAsync(CancellationToken.None));
        system.Store.PublicAddress.Target = app.Address;
        return app;
    }

    /// <summary>The next process, until it has worked off everything that there is to work off.</summary>
    private async Task NextAsync(RunningSystem system)
    {
        await using var next = await StartAsync(system);
        // Whose message was at work comes back after thirty seconds, or ten minutes; Shopify tries again within hours.
        await system.Clock.PlayUntilAsync(
            async () => system.Store.Deliverer.Statistics.Waiting == 0
                && await next.CountMessagesAsync(CancellationToken.None) is { Waiting: 0, Poison: 0 },
            "everything is delivered and applied");
        Assert.Empty(await system.QueryAsync("SELECT Id FROM FailedChange"));
    }
}
