using InventorySync.Tests.Support;
using LocalRun.Run;
using ShopifySimulator.Shop;

namespace InventorySync.Tests.EndToEnd;

/// <summary>What may happen to webhooks on their way.</summary>
public sealed class DeliveryFaultTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Repeated_reordered_and_late_webhooks_need_no_full_sync()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        system.Faults.WebhookDuplicationRate = 0.5;
        system.Faults.WebhookReordering = TimeSpan.FromMilliseconds(80);
        system.Faults.LatePayload = TimeSpan.FromMilliseconds(40);
        var merchant = new Merchant(system.Shop, new Random(7), changesCatalogue: true);

        for (var actions = 0; actions < 120; actions++) merchant.Act();
        await system.SettleAsync();

        system.TablesEqualTheStore();
        Assert.Equal(["1"], await system.QueryAsync("SELECT count(*) FROM SyncRun"));
    }

    [Fact]
    public async Task The_next_full_sync_repairs_what_lost_webhooks_would_have_told_and_reports_those_rows_and_no_others()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        InventoryLevel[] levels = [.. TrackedLevels(system.Shop).Take(3)];

        system.Faults.WebhookLossRate = 1;
        var lost = levels.Take(2).Select(level => system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5)).ToList();
        var untracked = system.Shop.SetTracked(levels[2].InventoryItemId, tracked: false);
        await system.SettleAsync();
        system.Faults.WebhookLossRate = 0;
        system.Shop.Adjust(levels[2].InventoryItemId, levels[2].LocationId, 1);
        await system.SettleAsync();
        // two levels and their sums, and the item, which a later message of its level says nothing about
        Assert.Equal(5, system.Check.CompareLive().Count);
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(3));

        var report = await system.SyncWellAsync();

        Assert.Equal((3, 0), (report.Drift, report.InFlight));
        Assert.Equal(
            [.. lost.Select(level => $"available|{level.InventoryItemId}|{level.Available - 5}|{level.Available}")
                .Append($"item|{untracked.Id}|1|0")
                .Order(StringComparer.Ordinal)],
            await system.QueryAsync("SELECT Kind, InventoryItemId, Was, Became FROM SyncDrift ORDER BY Kind, InventoryItemId"));
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task A_change_whose_webhook_may_still_come_is_no_drift()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        var level = TrackedLevels(system.Shop)[0];

        system.Faults.WebhookLossRate = 1;
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();
        var report = await system.SyncWellAsync();

        Assert.Equal((0, 1), (report.Drift, report.InFlight));
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task A_replica_that_lags_below_the_margin_takes_nothing_back()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        await system.Clock.SkipAsync(TimeSpan.FromMinutes(5));
        system.Faults.ReplicaLag = TimeSpan.FromSeconds(110);
        var merchant = new Merchant(system.Shop, new Random(7), changesCatalogue: true);

        for (var actions = 0; actions < 40; actions++) merchant.Act();
        await system.DeliverAsync();
        await system.HandleAsync();
        system.TablesEqualTheStore();
        await system.SyncWellAsync();

        Assert.NotEmpty(system.Check.CompareRaw());
        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Subscriptions_that_an_outage_cost_are_made_again_and_the_next_full_sync_repairs_what_it_cost()
    {
        await using var system = await RunningSystem.StartAsync(_folder);
        await system.SyncWellAsync();
        var level = TrackedLevels(system.Shop)[0];

        system.Store.PublicAddress.Target = null;
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.DeliverAsync(isRetried: true);
        // Two webhooks, of the level and of its product, each tried nine times.
        Assert.Equal((18, 2), (system.Store.Deliverer.Statistics.FailedAttempts, system.Store.Deliverer.Statistics.RemovedSubscriptions));

        system.Store.PublicAddress.Target = system.App.Address;
        Assert.Equal(2, (await system.App.CheckSubscriptionsAsync(CancellationToken.None)).Repairs);
        Assert.Equal(0, (await system.App.CheckSubscriptionsAsync(CancellationToken.None)).Repairs);
        Assert.Equal(1, (await system.SyncWellAsync()).Drift);
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();

        system.TablesEqualTheStore();
    }

    [Fact]
    public async Task Webhooks_signed_with_the_old_or_the_new_secret_are_taken_while_it_is_rotated()
    {
        await using var system = await RunningSystem.StartAsync(
            _folder, settings: ("Shopify:WebhookSecret", $"the-next-secret, {SimulatedStore.ClientSecret}"));
        await system.SyncWellAsync();
        var level = TrackedLevels(system.Shop)[0];

        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();
        system.TablesEqualTheStore();

        // In the same second its product's message would be the same again, and Shopify would not send it.
        await system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        system.Store.Deliverer.Secret = "the-next-secret";
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.SettleAsync();
        system.TablesEqualTheStore();
        Assert.Equal((4, 0), (system.Store.Deliverer.Statistics.Delivered, system.Store.Deliverer.Statistics.FailedAttempts));

        await system.Clock.SkipAsync(TimeSpan.FromSeconds(2));
        system.Store.Deliverer.Secret = "a-stranger's";
        system.Shop.Adjust(level.InventoryItemId, level.LocationId, 5);
        await system.Clock.RestAsync();
        Assert.Equal(2, system.Store.Deliverer.Statistics.FailedAttempts);
        Assert.Equal(2, system.Check.CompareLive().Count);
    }

    /// <summary>One of each item that is tracked and one variant's only, so that a change of it is two webhooks and two rows.</summary>
    private static List<InventoryLevel> TrackedLevels(SimulatedShop shop) => shop.Read(view => view.Items
        .Where(item => item.Tracked && item.VariantIds.Length == 1)
        .Select(item => view.Level(item.Id, item.LocationIds[0])!)
        .ToList());
}
