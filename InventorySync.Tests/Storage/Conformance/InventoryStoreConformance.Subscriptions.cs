using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private static readonly TopicHealth RightTopic = new("PRODUCTS_UPDATE", TopicState.Right, 0, "2026-10");
    private static readonly TopicHealth MissingTopic = new("PRODUCTS_DELETE", TopicState.Missing, 1, ApiVersion: null);
    private static readonly TopicHealth DoubleTopic = new("PRODUCTS_CREATE", TopicState.Duplicated, 2, "2026-07");

    [StoreFact]
    public async Task Before_the_first_check_nothing_is_known_of_the_subscriptions()
    {
        var health = await HealthAsync();

        Assert.Equal(new SubscriptionHealth(null, null, null, null), health);
    }

    [StoreFact]
    public async Task A_check_is_kept_with_all_that_it_found_until_the_next_one()
    {
        Assert.True(await CheckedAsync(At(1_000), At(998), RightTopic, MissingTopic, DoubleTopic));

        var check = (await HealthAsync()).LastCheck!;
        Assert.Equal(
            (At(1_000), At(998), "https://app.example", "2026-10"), (check.CheckedAt, check.SeenAt, check.Address, check.ApiVersion));
        Assert.Equal([RightTopic, MissingTopic, DoubleTopic], check.Topics);
        Assert.Equal((1, 3), (check.Lost, check.Repairs));
        Assert.Equal([DoubleTopic], check.OfOtherVersion);

        Assert.False(await CheckedAsync(At(4_600), At(4_598), RightTopic));
        var later = await HealthAsync();
        Assert.Equal((At(4_600), At(1_000)), (later.LastCheck!.CheckedAt, later.LastRepairedAt));
    }

    [StoreFact]
    public async Task Where_webhooks_were_lost_a_full_sync_is_asked_for_that_sees_all_of_it()
    {
        await FullSyncAsync(At(1), createdAt: 1, InDownload(101, 1));

        await CheckedAsync(At(1_000), At(998), MissingTopic);

        Assert.Equal(new EarlySync(EarlySyncReason.Subscriptions, At(1_000), At(998), At(998 + 120 + 1)), (await HistoryAsync()).EarlySync);
        // at once, which may not have seen what a lagging replica had not
        await FullSyncAsync(At(1_001), createdAt: 1_000, InDownload(101, 1));
        Assert.NotNull((await HistoryAsync()).EarlySync);
        await FullSyncAsync(At(1_120), createdAt: 1_119, InDownload(101, 1));
        Assert.Null((await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task Before_any_full_sync_has_begun_none_is_asked_for_since_the_first_one_sees_everything()
    {
        Assert.True(await CheckedAsync(At(1_000), At(998), MissingTopic));

        Assert.Null((await HistoryAsync()).EarlySync);
    }

    [StoreTheory]
    [InlineData(TopicState.Right, 0)]
    [InlineData(TopicState.Duplicated, 1)]
    public async Task Where_none_was_lost_no_full_sync_is_asked_for(TopicState was, int repairs)
    {
        await FullSyncAsync(At(1), createdAt: 1, InDownload(101, 1));

        Assert.False(await CheckedAsync(At(1_000), At(998), RightTopic with { Was = was, Repairs = repairs }));

        Assert.Null((await HistoryAsync()).EarlySync);
        Assert.Equal(repairs == 0 ? null : At(1_000), (await HealthAsync()).LastRepairedAt);
    }

    [StoreFact]
    public async Task A_repair_that_a_crash_cut_short_is_made_up_for_by_the_next_check_once()
    {
        await FullSyncAsync(At(1), createdAt: 1, InDownload(101, 1));
        await Store.BeginSubscriptionRepairAsync(At(900), CancellationToken.None);
        await Store.BeginSubscriptionRepairAsync(At(950), CancellationToken.None);

        Assert.True(await CheckedAsync(At(1_000), At(998), RightTopic));
        Assert.Equal(EarlySyncReason.Subscriptions, (await HistoryAsync()).EarlySync?.Reason);
        Assert.False(await CheckedAsync(At(1_100), At(1_098), RightTopic));
    }

    [StoreFact]
    public async Task A_failure_stands_beside_the_last_check_until_one_succeeds()
    {
        await CheckedAsync(At(1_000), At(998), RightTopic);
        var failure = new SubscriptionFailure(At(4_600), "Shopify answered \"no\"");

        await Store.RecordSubscriptionFailureAsync(failure, CancellationToken.None);
        var failed = await HealthAsync();
        await CheckedAsync(At(8_200), At(8_198), RightTopic);

        Assert.Equal((failure, At(1_000)), (failed.Failure, failed.LastCheck!.CheckedAt));
        Assert.Null((await HealthAsync()).Failure);
    }

    [StoreFact]
    public async Task An_uninstallation_stands_until_a_check_has_found_the_app_installed_again()
    {
        await CheckedAsync(At(1_000), At(998), RightTopic);

        Assert.True(await UninstalledAsync(2_000.5));
        await Store.RecordSubscriptionFailureAsync(new SubscriptionFailure(At(4_600), "no token"), CancellationToken.None);
        Assert.Equal(At(2_000.5), (await HealthAsync()).UninstalledAt);

        await CheckedAsync(At(8_200), At(8_198), MissingTopic);
        Assert.Null((await HealthAsync()).UninstalledAt);
        Assert.False(await UninstalledAsync(2_000.5)); // its message comes again
        Assert.Null((await HealthAsync()).UninstalledAt);
    }

    [StoreFact]
    public async Task Of_two_uninstallations_the_later_one_stands_and_a_check_from_before_it_does_not_end_it()
    {
        Assert.True(await UninstalledAsync(3_000));
        Assert.True(await UninstalledAsync(2_000));
        await CheckedAsync(At(3_001), At(2_999), RightTopic);

        Assert.Equal(At(3_000), (await HealthAsync()).UninstalledAt);
    }

    private Task<SubscriptionHealth> HealthAsync() => Store.GetSubscriptionHealthAsync(CancellationToken.None);

    private Task<bool> UninstalledAsync(double seenAt) => Store.RecordUninstalledAsync(At(seenAt), CancellationToken.None);

    private Task<bool> CheckedAsync(UnixTime checkedAt, UnixTime seenAt, params TopicHealth[] topics) =>
        Store.RecordSubscriptionCheckAsync(
            new SubscriptionCheck(checkedAt, seenAt, "https://app.example", "2026-10", topics), CancellationToken.None);
}
