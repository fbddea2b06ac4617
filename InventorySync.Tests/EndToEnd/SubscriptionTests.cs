using InventorySync.Inventory;
using InventorySync.Shopify;
using InventorySync.Storage;
using InventorySync.Subscriptions;
using InventorySync.Tests.Support;
using InventorySync.Triggers;
using LocalRun.Run;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using ShopifySimulator.Shop;
using ShopifySimulator.Webhooks;

namespace InventorySync.Tests.EndToEnd;

/// <summary>The app looks after its subscriptions by itself, and makes up for what was lost without them.</summary>
public sealed class SubscriptionTests : IDisposable
{
    private const string Disabled = $"AzureWebJobs.{nameof(WebhookSubscriptionsFunction)}.Disabled";

    private readonly TempFolder _folder = new();
    private readonly FakeLogCollector _log = FakeLogCollector.Create(new FakeLogCollectorOptions());

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Subscriptions_that_are_gone_or_lead_elsewhere_are_noticed_by_the_timer_and_a_full_sync_at_once_repairs_what_was_lost()
    {
        await using var system = await StartAsync();
        await system.SyncWellAsync();
        var level = TrackedLevel(system.Shop);
        Remove(system, "INVENTORY_LEVELS_UPDATE");
        Change(system, "PRODUCTS_DELETE", subscription => subscription with { Uri = "https://old.example/webhooks" });
        Change(system, "INVENTORY_ITEMS_UPDATE", subscription => subscription with { IncludeFields = ["id"] });
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.HandleAsync();
        Assert.NotEmpty(system.Check.CompareLive());

        // Nobody calls anything: the hour comes.
        await system.Clock.PlayUntilAsync(() => Task.FromResult(system.Check.CompareLive().Count == 0), "the timer has repaired it");

        Assert.Equal(
            WebhookSubscriptions.Topics.Order(),
            system.Store.Simulator.Subscriptions.All.Select(subscription => subscription.Topic).Order());
        Assert.All(
            system.Store.Simulator.Subscriptions.All,
            subscription => Assert.StartsWith(PublicAddress.Root.ToString(), subscription.Uri, StringComparison.Ordinal));
        Assert.Equal(
            ["INVENTORY_ITEMS_UPDATE Changed", "INVENTORY_LEVELS_UPDATE Made", "PRODUCTS_DELETE Changed"],
            Repairs(LogLevel.Warning).Order());
        var check = (await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None)).LastCheck!;
        Assert.Equal(
            (TopicState.Missing, TopicState.Wrong, TopicState.Wrong, TopicState.Right),
            (
                StateOf(check, "INVENTORY_LEVELS_UPDATE"), StateOf(check, "PRODUCTS_DELETE"), StateOf(check, "INVENTORY_ITEMS_UPDATE"),
                StateOf(check, "PRODUCTS_CREATE")));

        // What a lagging replica may have hidden, the second full sync sees: it begins the margin later.
        await system.Clock.PlayUntilAsync(async () => (await HistoryAsync(system)).EarlySync is null, "the second full sync has been run");
        var last = (await system.Tables.GetLatestRunAsync(CancellationToken.None))!;
        Assert.Equal(SyncState.Succeeded, last.State);
        Assert.True(last.Progress.BulkCreatedAt >= check.SeenAt.Add(TimeSpan.FromMinutes(2)));

        // And the webhooks come again, so that no further one is needed.
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 1);
        await system.SettleAsync();
        system.TablesEqualTheStore();
        Assert.Equal(last.Id, (await system.Tables.GetLatestRunAsync(CancellationToken.None))!.Id);
    }

    [Fact]
    public async Task What_is_right_is_left_alone_and_asks_for_nothing()
    {
        await using var system = await StartAsync();
        await system.SyncWellAsync();
        var before = system.Store.Simulator.Subscriptions.All;
        _log.Clear();

        await system.App.RunSubscriptionsAsync(CancellationToken.None);

        Assert.Equal(before, system.Store.Simulator.Subscriptions.All);
        Assert.Empty(Repairs());
        Assert.Null((await HistoryAsync(system)).EarlySync);
        Assert.Equal(["1"], await system.QueryAsync("SELECT count(*) FROM SyncRun"));
    }

    [Fact]
    public async Task A_double_one_goes_and_nothing_was_lost_by_it()
    {
        await using var system = await StartAsync();
        await system.SyncWellAsync();
        var right = system.Store.Simulator.Subscriptions.All.First(subscription => subscription.Topic == "PRODUCTS_UPDATE");
        system.Store.Simulator.Subscriptions.Add(id => right with { Id = id, Uri = "https://old.example/webhooks" });

        await system.App.RunSubscriptionsAsync(CancellationToken.None);

        Assert.Equal([right], system.Store.Simulator.Subscriptions.All.Where(subscription => subscription.Topic == "PRODUCTS_UPDATE"));
        Assert.Equal(["PRODUCTS_UPDATE Deleted"], Repairs(LogLevel.Warning));
        Assert.Null((await HistoryAsync(system)).EarlySync);
    }

    [Fact]
    public async Task The_first_full_sync_waits_for_the_first_subscription_which_the_recovery_makes()
    {
        await using var system = await StartAsync(subscribes: false);
        await system.App.RunFullSyncAsync(CancellationToken.None);
        Assert.Null(await system.Tables.GetLatestRunAsync(CancellationToken.None));

        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));

        Assert.Equal(WebhookSubscriptions.Topics.Count, system.Store.Simulator.Subscriptions.All.Count);
        Assert.Equal(SyncState.Succeeded, (await system.Tables.GetLatestRunAsync(CancellationToken.None))!.State);
        Assert.Equal(WebhookSubscriptions.Topics.Count, Repairs(LogLevel.Information).Count);
        Assert.Empty(Repairs(LogLevel.Warning));
        Assert.Null((await HistoryAsync(system)).EarlySync);
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Without_a_public_address_nobody_subscribes_that_is_said_once_and_the_first_full_sync_waits_for_nothing()
    {
        await using var system = await StartAsync(subscribes: false, ("InventorySync:PublicUrl", ""));

        await system.App.RunSubscriptionsAsync(CancellationToken.None);
        await system.App.RunSubscriptionsAsync(CancellationToken.None);
        await system.SyncWellAsync();

        Assert.Empty(system.Store.Simulator.Subscriptions.All);
        Assert.Single(_log.GetSnapshot(), line => line.Id.Id == 4003);
        Assert.Null((await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None)).LastCheck);
    }

    [Fact]
    public async Task A_missing_scope_is_named_the_other_topics_are_subscribed_and_the_first_full_sync_waits()
    {
        await using var system = await StartAsync(subscribes: false);
        system.Faults.ScopesNotGranted = ["read_products"];

        var thrown = await Assert.ThrowsAsync<ShopifyCallException>(() => system.App.RunRecoveryAsync(CancellationToken.None));
        Assert.Contains("PRODUCTS_CREATE needs the scope read_products", thrown.Message, StringComparison.Ordinal);

        var health = await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None);
        Assert.Contains("PRODUCTS_CREATE needs the scope read_products", health.Failure!.Reason, StringComparison.Ordinal);
        Assert.Null(health.LastCheck);
        Assert.Equal(10, system.Store.Simulator.Subscriptions.All.Count);
        Assert.Null(await system.Tables.GetLatestRunAsync(CancellationToken.None));

        system.Faults.ScopesNotGranted = [];
        await system.Clock.PlayAsync(() => system.App.RunRecoveryAsync(CancellationToken.None));
        Assert.Equal(SyncState.Succeeded, (await system.Tables.GetLatestRunAsync(CancellationToken.None))!.State);
        Assert.Null((await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None)).Failure);
    }

    [Fact]
    public async Task Webhooks_in_another_version_of_the_API_are_warned_of_and_still_taken()
    {
        await using var system = await StartAsync();
        await system.SyncWellAsync();
        system.Faults.WebhookApiVersion = "2026-07";

        await system.App.RunSubscriptionsAsync(CancellationToken.None);

        var line = Assert.Single(_log.GetSnapshot(), line => line.Id.Id == SubscriptionEvents.OtherVersion);
        Assert.Equal((LogLevel.Warning, "2026-07"), (line.Level, line.GetStructuredStateValue("Version")));
        Assert.Equal(
            WebhookSubscriptions.Topics.Count,
            (await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None)).LastCheck!.OfOtherVersion.Count);
        var level = TrackedLevel(system.Shop);
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task An_uninstallation_is_known_and_the_app_that_is_installed_again_is_whole_within_the_hour()
    {
        await using var system = await StartAsync();
        await system.SyncWellAsync();
        var level = TrackedLevel(system.Shop);

        await system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        var before = UnixTime.From(system.Clock.GetUtcNow());
        system.Store.Simulator.Uninstall();
        await system.DeliverAsync();
        await system.HandleAsync();
        var uninstalled = await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None);
        Assert.True(uninstalled.UninstalledAt >= before);
        Assert.Equal(LogLevel.Error, Assert.Single(_log.GetSnapshot(), line => line.Id.Id == 1108).Level);

        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        var refused = await Assert.ThrowsAsync<ShopifyCallException>(() => system.App.RunSubscriptionsAsync(CancellationToken.None));
        Assert.Contains("app_not_installed", refused.Message, StringComparison.Ordinal);
        Assert.Equal(refused.Message, (await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None)).Failure!.Reason);

        await system.Clock.SkipAsync(TimeSpan.FromMinutes(3));
        system.Store.Simulator.Install();
        await system.Clock.PlayAsync(() => system.App.RunSubscriptionsAsync(CancellationToken.None));
        var health = await system.Tables.GetSubscriptionHealthAsync(CancellationToken.None);
        Assert.Null(health.UninstalledAt);
        Assert.Null(health.Failure);
        Assert.Equal(WebhookSubscriptions.Topics.Count, health.LastCheck!.Lost);
        system.TablesEqualTheStore();
    }

    private Task<RunningSystem> StartAsync(bool subscribes = true, params (string Name, string Value)[] settings) =>
        RunningSystem.StartAsync(_folder, log: _log, subscribes: subscribes, settings: [(Disabled, "false"), .. settings]);

    private static Task<SyncHistory> HistoryAsync(RunningSystem system) => system.Tables.GetSyncHistoryAsync(CancellationToken.None);

    private static TopicState StateOf(SubscriptionCheck check, string topic) => check.Topics.Single(health => health.Topic == topic).Was;

    private List<string> Repairs(LogLevel? level = null) =>
    [
        .. _log.GetSnapshot().Where(line => line.Id.Id == SubscriptionEvents.Repaired && (level is null || line.Level == level))
            .Select(line => $"{line.GetStructuredStateValue("Topic")} {line.GetStructuredStateValue("Change")}"),
    ];

    private static void Remove(RunningSystem system, string topic) =>
        Assert.True(system.Store.Simulator.Subscriptions.Remove(
            system.Store.Simulator.Subscriptions.All.First(subscription => subscription.Topic == topic).Id));

    private static void Change(RunningSystem system, string topic, Func<Subscription, Subscription> change) =>
        system.Store.Simulator.Subscriptions.Change(
            system.Store.Simulator.Subscriptions.All.First(subscription => subscription.Topic == topic).Id, change);

    private static InventoryLevel TrackedLevel(SimulatedShop shop) => shop.Read(view => view.Items
        .Where(item => item.Tracked && item.VariantIds.Length == 1)
        .Select(item => view.Level(item.Id, item.LocationIds[0])!)
        .First());
}
