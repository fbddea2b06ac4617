using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private static readonly TimeSpan LeaseTime = TimeSpan.FromMinutes(2);

    /// <summary>Every write of a run.</summary>
    public static TheoryData<string> RunWrites => [.. WritesOfARun.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, Func<IInventoryStore, RunLease, Task>> WritesOfARun { get; } = new(StringComparer.Ordinal)
    {
        ["progress"] = (store, lease) => store.SaveProgressAsync(
            lease, new SyncProgress(SyncState.Downloading), Now, CancellationToken.None),
        ["clear"] = (store, lease) => store.ClearStagingAsync(lease, CancellationToken.None),
        ["stage"] = (store, lease) => store.StageAsync(lease, new StagedBatch([StagedOf()], [], []), CancellationToken.None),
        ["count"] = (store, lease) => store.CountStagedAsync(lease, CancellationToken.None),
        ["replace"] = (store, lease) => store.ReplaceAsync(lease, new Replacement(At(300), At(180), Now), CancellationToken.None),
        ["fail"] = (store, lease) => store.FailRunAsync(lease, "because", Now, CancellationToken.None),
    };

    [StoreFact]
    public async Task A_run_begins_with_nothing_known_and_is_leased()
    {
        var run = await LeaseAsync("a");

        Assert.Equal((SyncState.Starting, "a", Now.Add(LeaseTime), Now), (run!.State, run.Owner, run.LeasedUntil, run.StartedAt));
        Assert.Equal(new SyncProgress(SyncState.Starting), run.Progress);
        Assert.Equal((null, null, null, null), (run.EndedAt, run.VariantsInStore, run.Report, run.Error));
        Assert.Equal(run, await Store.GetLatestRunAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task No_run_is_begun_where_none_may_start()
    {
        Assert.Null(await LeaseAsync("a", mayStart: false));
        Assert.Null(await Store.GetLatestRunAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task An_unfinished_run_is_nobody_elses_until_its_lease_has_run_out()
    {
        var run = await LeaseAsync("a");
        var lastMoment = Now.Add(LeaseTime);

        Assert.Null(await LeaseAsync("b", now: new UnixTime(lastMoment.Nanoseconds - 1)));
        var takenOver = await LeaseAsync("b", mayStart: false, now: lastMoment);

        Assert.Equal(
            (run!.Id, "b", lastMoment.Add(LeaseTime), Now), (takenOver!.Id, takenOver.Owner, takenOver.LeasedUntil, takenOver.StartedAt));
    }

    [StoreFact]
    public async Task Progress_renews_the_lease_and_is_there_for_who_takes_over()
    {
        var run = await LeaseAsync("a");
        var progress = new SyncProgress(SyncState.Downloading, "gid://shopify/BulkOperation/1", At(300), 57, 4_000, 1_000, 12);
        await Store.SaveProgressAsync(new RunLease(run!.Id, "a"), progress, Now.Add(2 * LeaseTime), CancellationToken.None);

        Assert.Null(await LeaseAsync("b", now: Now.Add(LeaseTime)));
        var takenOver = await LeaseAsync("b", now: Now.Add(2 * LeaseTime));

        Assert.Equal((progress, SyncState.Downloading), (takenOver!.Progress, takenOver.State));
    }

    [StoreTheory]
    [MemberData(nameof(RunWrites))]
    public async Task A_write_is_refused_once_another_instance_has_the_run(string write)
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);
        var run = await LeaseAsync("a");
        await Store.StageAsync(
            new RunLease(run!.Id, "a"), new StagedBatch([StagedOf(title: "Later", updatedAt: 90)], [LevelOf(9, updatedAt: 90)], []),
            CancellationToken.None);
        var other = await OpenAsync();
        await LeaseAsync("b", now: Now.Add(LeaseTime), store: other);
        var before = await EverythingAsync();

        await Assert.ThrowsAsync<LeaseLostException>(() => WritesOfARun[write](Store, new RunLease(run.Id, "a")));

        Assert.Equal(before, await EverythingAsync());
        Assert.Equal(["b"], await Database.QueryAsync("SELECT Owner FROM SyncRun WHERE State < 5"));
        Assert.Equal(1, (await other.CountStagedAsync(new RunLease(run.Id, "b"), CancellationToken.None)).Variants);
    }

    [StoreTheory]
    [MemberData(nameof(RunWrites))]
    public async Task A_write_is_refused_once_the_run_has_ended(string write)
    {
        var run = await LeaseAsync("a");
        await Store.FailRunAsync(new RunLease(run!.Id, "a"), "because", Now, CancellationToken.None);

        await Assert.ThrowsAsync<LeaseLostException>(() => WritesOfARun[write](Store, new RunLease(run.Id, "a")));
    }

    [StoreFact]
    public async Task A_lease_that_is_let_go_need_not_be_waited_for()
    {
        var run = await LeaseAsync("a");

        await Store.ReleaseLeaseAsync(new RunLease(run!.Id, "a"), CancellationToken.None);

        Assert.Equal(run.Id, (await LeaseAsync("b", mayStart: false))!.Id);
    }

    [StoreFact]
    public async Task Who_has_lost_a_lease_cannot_let_it_go()
    {
        var run = await LeaseAsync("a");
        await LeaseAsync("b", now: Now.Add(LeaseTime));

        await Store.ReleaseLeaseAsync(new RunLease(run!.Id, "a"), CancellationToken.None);

        Assert.Null(await LeaseAsync("c", now: Now.Add(LeaseTime)));
    }

    [StoreFact]
    public async Task Letting_go_of_a_run_that_has_ended_changes_nothing()
    {
        await SyncAsync(100, [StagedOf()], []);
        var run = await Store.GetLatestRunAsync(CancellationToken.None);

        await Store.ReleaseLeaseAsync(new RunLease(run!.Id, "sync-1"), CancellationToken.None);

        Assert.Equal(run, await Store.GetLatestRunAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task Of_many_instances_that_begin_at_once_one_has_the_run()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync()));

        var runs = await Task.WhenAll(stores.Select((store, n) => Task.Factory.StartNew(
            () => LeaseAsync($"owner-{n}", store: store), CancellationToken.None, TaskCreationOptions.None,
            TaskScheduler.Default).Unwrap()));

        Assert.Single(runs, run => run is not null);
        Assert.Single(await Database.QueryAsync("SELECT Id FROM SyncRun"));
    }

    [StoreFact]
    public async Task A_failed_run_leaves_everything_as_it_was_and_the_next_one_can_begin()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);
        await ApplyAsync(Update(4, 200, 200));
        var before = await EverythingAsync();
        var run = await LeaseAsync("a");
        var lease = new RunLease(run!.Id, "a");
        await Store.StageAsync(
            lease,
            new StagedBatch(
                [StagedOf(title: "Other", updatedAt: 300)], [LevelOf(9, updatedAt: 300)],
                [new StagedLocation(Here, "Shop", IsActive: true)]),
            CancellationToken.None);

        await Store.FailRunAsync(lease, "Guarding: it was cut short.", Now, CancellationToken.None);

        Assert.Equal(before, await EverythingAsync());
        var failed = await Store.GetLatestRunAsync(CancellationToken.None);
        Assert.Equal(
            (SyncState.Failed, null, Now, "Guarding: it was cut short."), (failed!.State, failed.Owner, failed.EndedAt, failed.Error));

        var next = await LeaseAsync("b");
        Assert.NotEqual(run.Id, next!.Id);
        Assert.Equal(new StagedCounts(0, 0, 0, 0), await Store.CountStagedAsync(new RunLease(next.Id, "b"), CancellationToken.None));
    }

    [StoreFact]
    public async Task What_a_crash_has_left_staged_is_cleared_and_staged_again_without_doubles()
    {
        var batch = new StagedBatch(
            [StagedOf()], [LevelOf(5), LevelOf(3, location: There)], [new StagedLocation(Here, "Shop", IsActive: true)]);
        var run = await LeaseAsync("a");
        await Store.StageAsync(new RunLease(run!.Id, "a"), batch, CancellationToken.None);
        await LeaseAsync("b", now: Now.Add(LeaseTime));
        var lease = new RunLease(run.Id, "b");

        await Store.ClearStagingAsync(lease, CancellationToken.None);
        Assert.Equal(new StagedCounts(0, 0, 0, 0), await Store.CountStagedAsync(lease, CancellationToken.None));

        await Store.StageAsync(lease, batch, CancellationToken.None);
        Assert.Equal(new StagedCounts(1, 2, 1, 0), await Store.CountStagedAsync(lease, CancellationToken.None));
    }

    [StoreFact]
    public async Task What_is_staged_twice_counts_once()
    {
        var run = await LeaseAsync("a");
        var lease = new RunLease(run!.Id, "a");
        var location = new StagedLocation(Here, "Shop", IsActive: true);
        await Store.StageAsync(
            lease, new StagedBatch([StagedOf(), StagedOf(variant: 102)], [LevelOf(5), LevelOf(3, location: There)], [location]),
            CancellationToken.None);
        await Store.StageAsync(
            lease, new StagedBatch([StagedOf(updatedAt: 2)], [LevelOf(4, updatedAt: 2)], [location]), CancellationToken.None);

        Assert.Equal(new StagedCounts(2, 2, 1, 0), await Store.CountStagedAsync(lease, CancellationToken.None));
    }

    [StoreFact]
    public async Task Items_with_fewer_levels_than_Shopify_says_are_counted()
    {
        var run = await LeaseAsync("a");
        var lease = new RunLease(run!.Id, "a");
        StagedVariant[] variants =
        [
            StagedOf(variant: 101, item: 11, locations: 2), // two came
            StagedOf(variant: 102, item: 12, locations: 2), // one came
            StagedOf(variant: 103, item: 13, locations: 1), // none came
            StagedOf(variant: 104, item: 14, locations: 0), // none are there
            StagedOf(variant: 105, item: 15, locations: null), // Shopify does not say exactly
            StagedOf(variant: 106, item: 16, locations: 1), // more came than are said
            StagedOf(variant: 107, item: 12, locations: 2), // shares 102's item
        ];
        StagedLevel[] levels =
        [
            LevelOf(1, item: 11), LevelOf(1, item: 11, location: There), LevelOf(1, item: 12), LevelOf(2, item: 12, updatedAt: 2),
            LevelOf(1, item: 16), LevelOf(1, item: 16, location: There),
        ];
        await Store.StageAsync(lease, new StagedBatch(variants, levels, []), CancellationToken.None);

        Assert.Equal(new StagedCounts(7, 5, 0, 2), await Store.CountStagedAsync(lease, CancellationToken.None));
    }

    [StoreFact]
    public async Task The_history_says_when_the_last_success_began_and_what_failed_since()
    {
        Assert.Equal(new SyncHistory(null, null, 0, IsRunning: false), await Store.GetSyncHistoryAsync(CancellationToken.None));

        await FailAsync(At(1_000), At(1_010));
        await FailAsync(At(1_020), At(1_030));
        Assert.Equal(new SyncHistory(null, At(1_030), 2, IsRunning: false), await Store.GetSyncHistoryAsync(CancellationToken.None));

        await SyncAsync(100, [StagedOf()], [], startedAt: At(2_000), endedAt: At(2_050));
        Assert.Equal(new SyncHistory(At(2_000), At(2_050), 0, IsRunning: false), await Store.GetSyncHistoryAsync(CancellationToken.None));

        await FailAsync(At(3_000), At(3_010));
        Assert.Equal(new SyncHistory(At(2_000), At(3_010), 1, IsRunning: false), await Store.GetSyncHistoryAsync(CancellationToken.None));

        await LeaseAsync("a");
        Assert.Equal(new SyncHistory(At(2_000), At(3_010), 1, IsRunning: true), await Store.GetSyncHistoryAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task A_bulk_operation_is_known_as_another_runs_only()
    {
        const string Id = "gid://shopify/BulkOperation/1";
        var run = await LeaseAsync("a");
        await Store.SaveProgressAsync(
            new RunLease(run!.Id, "a"), new SyncProgress(SyncState.WaitingForShopify, Id, At(1)), Now, CancellationToken.None);

        Assert.False(await Store.IsBulkOperationKnownAsync(Id, run.Id, CancellationToken.None));
        Assert.True(await Store.IsBulkOperationKnownAsync(Id, run.Id + 1, CancellationToken.None));
        Assert.False(await Store.IsBulkOperationKnownAsync(Id + "2", run.Id + 1, CancellationToken.None));
    }

    [StoreFact]
    public async Task A_run_is_told_how_many_variants_the_last_success_had_whatever_failed_since()
    {
        await SyncAsync(100, [StagedOf(), StagedOf(variant: 102)], []);
        await SyncAsync(90, [StagedOf()], []); // older: discarded
        await FailAsync(Now, Now);

        Assert.Equal(2, (await LeaseAsync("a"))!.VariantsInStore);
    }

    protected Task<SyncRun?> LeaseAsync(string owner, bool mayStart = true, UnixTime? now = null, IInventoryStore? store = null) =>
        (store ?? Store).TryLeaseRunAsync(owner, mayStart, now ?? Now, LeaseTime, CancellationToken.None);

    /// <summary>One variant as downloaded: alone with its product and item, everything of one version.</summary>
    protected static StagedVariant StagedOf(
        long variant = Variant, long product = Product, long item = Item, string title = "Small", string productTitle = "Shirt",
        string status = "ACTIVE", bool tracked = true, double updatedAt = 1, double? productUpdatedAt = null, double? itemUpdatedAt = null,
        string? sku = "SKU-1", decimal price = 19.90m, int? locations = null) => new(
        variant, product, item, new VariantDetails(sku, "4006381333931", title, price), productTitle, status, tracked,
        At(updatedAt), At(productUpdatedAt ?? updatedAt), At(itemUpdatedAt ?? updatedAt), locations);

    protected static StagedLevel LevelOf(
        int available, long location = Here, long item = Item, double updatedAt = 1, int onHand = 0, int committed = 0, int incoming = 0) =>
        new(item, location, available, onHand, committed, incoming, At(updatedAt));

    /// <summary>A whole run, from its lease to its report.</summary>
    /// <param name="seenAt">The version of what it read: the bulk operation's time less the margin.</param>
    protected async Task<SyncReport> SyncAsync(
        double seenAt, IReadOnlyList<StagedVariant> variants, IReadOnlyList<StagedLevel> levels,
        IReadOnlyList<StagedLocation>? locations = null, UnixTime? startedAt = null, UnixTime? endedAt = null)
    {
        var createdAt = At(seenAt).Add(Margin);
        var run = await LeaseAsync("sync-1", now: startedAt);
        var lease = new RunLease(run!.Id, "sync-1");
        await Store.SaveProgressAsync(
            lease, new SyncProgress(SyncState.Downloading, $"gid://shopify/BulkOperation/{run.Id}", createdAt), Now.Add(LeaseTime),
            CancellationToken.None);
        await Store.ClearStagingAsync(lease, CancellationToken.None);
        await Store.StageAsync(
            lease,
            new StagedBatch(variants, levels, locations
                ?? [new StagedLocation(Here, "Shop", IsActive: true), new StagedLocation(There, "Warehouse", IsActive: true)]),
            CancellationToken.None);
        return await Store.ReplaceAsync(lease, new Replacement(createdAt, At(seenAt), endedAt ?? Now), CancellationToken.None);
    }

    private async Task FailAsync(UnixTime startedAt, UnixTime endedAt)
    {
        var run = await LeaseAsync("fails", now: startedAt);
        await Store.FailRunAsync(new RunLease(run!.Id, "fails"), "because", endedAt, CancellationToken.None);
    }
}
