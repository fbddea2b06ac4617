using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task A_pause_keeps_its_beginning_and_ends_once()
    {
        Assert.Null(await Store.GetPauseAsync(CancellationToken.None));

        await Store.PauseAsync(new Pause(Now, "restore"), CancellationToken.None);
        Assert.Equal(new Pause(Now, "restore"), await Store.PauseAsync(new Pause(LaterNow, "again"), CancellationToken.None));
        Assert.Equal(new Pause(Now, "restore"), await Store.GetPauseAsync(CancellationToken.None));

        Assert.True(await Store.ResumeAsync(CancellationToken.None));
        Assert.False(await Store.ResumeAsync(CancellationToken.None));
        Assert.Null(await Store.GetPauseAsync(CancellationToken.None));
    }

    [StoreFact]
    public async Task During_a_pause_no_run_is_begun_or_continued()
    {
        var run = await LeaseAsync("a");
        await Store.PauseAsync(new Pause(Now, null), CancellationToken.None);

        Assert.Null(await LeaseAsync("b", now: Now.Add(TimeSpan.FromHours(1))));
        Assert.Null(await Store.BeginRunAsync(Now, CancellationToken.None));
        Assert.Null(await Store.TryLeaseDryRunAsync("b", Now, LeaseTime, CancellationToken.None));

        await Store.ResumeAsync(CancellationToken.None);
        Assert.Equal(run!.Id, (await LeaseAsync("b", now: Now.Add(TimeSpan.FromHours(1))))!.Id);
    }

    [StoreFact]
    public async Task A_run_that_was_begun_is_anybodys_to_go_on_with()
    {
        var begun = await Store.BeginRunAsync(Now, CancellationToken.None);

        Assert.True(begun!.IsNew);
        Assert.Equal(begun with { IsNew = false }, await Store.BeginRunAsync(LaterNow, CancellationToken.None));
        var leased = await LeaseAsync("a", mayStart: false);
        Assert.Equal((begun.RunId, "a", Now, SyncState.Starting), (leased!.Id, leased.Owner, leased.StartedAt, leased.State));
    }

    [StoreFact]
    public async Task An_approval_is_the_next_runs_whatever_instance_continues_it_and_no_others()
    {
        await Store.ApproveShrinkAsync(Now, CancellationToken.None);
        var first = await LeaseAsync("a");

        Assert.True(await Store.TakeShrinkApprovalAsync(new RunLease(first!.Id, "a"), CancellationToken.None));
        Assert.True(await Store.TakeShrinkApprovalAsync(new RunLease(first.Id, "a"), CancellationToken.None));
        await Assert.ThrowsAsync<LeaseLostException>(
            () => Store.TakeShrinkApprovalAsync(new RunLease(first.Id, "b"), CancellationToken.None));
        await Store.FailRunAsync(new RunLease(first.Id, "a"), "because", Now, CancellationToken.None);

        var second = await LeaseAsync("a");
        Assert.False(await Store.TakeShrinkApprovalAsync(new RunLease(second!.Id, "a"), CancellationToken.None));
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM ShrinkApproval"));
    }

    [StoreFact]
    public async Task A_dry_run_shows_what_would_change_and_changes_nothing()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(101, 1));
        var before = await DumpAsync();
        var run = await Store.TryLeaseDryRunAsync("dry", LaterNow, LeaseTime, CancellationToken.None);
        var lease = new RunLease(run!.Id, "dry");
        await Store.ClearStagingAsync(lease, CancellationToken.None);
        await Store.StageAsync(
            lease,
            new StagedBatch(
                [InDownload(101, 1) with { Details = new VariantDetails("SKU-2", null, "Small", 19.90m) }, InDownload(102, 2)], [], []),
            CancellationToken.None);

        var dryRun = await Store.DryRunAsync(lease, new Replacement(At(600), At(480), LaterNow), 10, CancellationToken.None);
        await Store.EndDryRunAsync(lease, "A dry run.", LaterNow, CancellationToken.None);

        Assert.True(run.IsDryRun);
        Assert.Equal((2, 2), (dryRun.Report.Variants, dryRun.Report.SkusWritten));
        Assert.Contains(dryRun.Rows, row => row is { Kind: "variant", VariantId: 101 });
        Assert.Equal(before, await DumpAsync());
        var ended = await Store.GetLatestRunAsync(CancellationToken.None);
        Assert.Equal((SyncState.Discarded, "A dry run.", true), (ended!.State, ended.Error, ended.IsDryRun));
        Assert.Equal(0, (await HistoryAsync()).FailuresSinceSuccess);
        Assert.NotNull(await LeaseAsync("a"));
    }

    [StoreFact]
    public async Task While_a_run_is_unfinished_there_is_no_dry_run()
    {
        await LeaseAsync("a");

        Assert.Null(await Store.TryLeaseDryRunAsync("dry", Now.Add(TimeSpan.FromHours(1)), LeaseTime, CancellationToken.None));
    }

    [StoreFact]
    public async Task Measures_of_all_instances_add_up_and_the_newest_time_stays()
    {
        await Store.RecordMeasuresAsync(
            [new LagCount(100, LagStage.TriggeredToReceived, 3, 2), new LagCount(100, LagStage.DequeuedToCommitted, 0, 1)],
            [new LastSeen(LastSeen.Change, At(50))], At(0), CancellationToken.None);
        await Store.RecordMeasuresAsync(
            [new LagCount(100, LagStage.TriggeredToReceived, 3, 5), new LagCount(101, LagStage.TriggeredToReceived, 3, 1), new LagCount(
                101, LagStage.TriggeredToReceived, 4, 1)],
            [new LastSeen(LastSeen.Change, At(40)), new LastSeen(LastSeen.SecretPrefix + "1", At(60))], At(0), CancellationToken.None);

        var status = await Store.GetStatusAsync(At(100 * 60), CancellationToken.None);
        Assert.Equal(
            [new LagCount(0, LagStage.TriggeredToReceived, 3, 8), new LagCount(0, LagStage.TriggeredToReceived, 4, 1), new LagCount(
                0, LagStage.DequeuedToCommitted, 0, 1)],
            status.Lags);
        Assert.Equal([new LastSeen(LastSeen.Change, At(50)), new LastSeen("Secret:1", At(60))], status.Seen);

        await Store.RecordMeasuresAsync([], [], At(101 * 60), CancellationToken.None);
        Assert.Equal(2, (await Store.GetStatusAsync(At(0), CancellationToken.None)).Lags.Sum(lag => lag.Messages));
    }

    [StoreFact]
    public async Task Status_tells_what_waits_and_how_the_full_syncs_went()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(101, 1));
        var (_, need) = await Store.RecordFailedChangeAsync(Failed("w-1", 900, LookUpKind.Product, Product), CancellationToken.None);
        await Store.PostponeLookUpAsync(need!, LaterNow, CancellationToken.None);
        var failed = await Store.TryLeaseRunAsync("me", mayStart: true, LaterNow, LeaseTime, CancellationToken.None);
        await Store.FailRunAsync(new RunLease(failed!.Id, "me"), "because", LaterNow, CancellationToken.None);
        var dry = await Store.TryLeaseDryRunAsync("dry", LaterNow, LeaseTime, CancellationToken.None);
        await Store.EndDryRunAsync(new RunLease(dry!.Id, "dry"), "A dry run.", LaterNow, CancellationToken.None);

        var status = await Store.GetStatusAsync(At(0), CancellationToken.None);

        Assert.Equal((failed.Id, failed.Id - 1), (status.LastRun!.Id, status.LastGoodRun!.Id));
        Assert.Equal(new Backlog(1, Now, 1), status.Failed);
        Assert.Equal(new Backlog(1, Now, 1), status.LookUps);
        Assert.Equal(1, status.History.FailuresSinceSuccess);
        Assert.StartsWith("00", status.SchemaVersion, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task The_view_of_freshness_tells_what_the_app_last_said_and_its_silence()
    {
        Assert.Equal(
            ["red|No full sync has succeeded yet.|0|0"],
            await Database.QueryAsync("SELECT Level, Reason, IsTrustworthy, IsPaused FROM SyncFreshness"));
        var now = UnixTime.From(TimeProvider.System.GetUtcNow());
        await FullSyncAsync(now, createdAt: 300, InDownload(101, 1));
        Assert.Equal(["red"], await Database.QueryAsync("SELECT Level FROM SyncFreshness"));

        await Store.WriteHeartbeatAsync(new Heartbeat(now, "green", "", null, 3_600), CancellationToken.None);
        Assert.Equal(["green||1"], await Database.QueryAsync("SELECT Level, Reason, IsTrustworthy FROM SyncFreshness"));
        await Store.WriteHeartbeatAsync(new Heartbeat(now, "yellow", "Something is late.", now, 3_600), CancellationToken.None);
        Assert.Equal(["yellow|Something is late.|1"], await Database.QueryAsync("SELECT Level, Reason, IsTrustworthy FROM SyncFreshness"));
        await Store.PauseAsync(new Pause(now, null), CancellationToken.None);
        Assert.Equal(
            ["yellow|Paused: changes wait in the queue.|0"],
            await Database.QueryAsync("SELECT Level, Reason, IsTrustworthy FROM SyncFreshness"));
        await Store.WriteHeartbeatAsync(new Heartbeat(now, "red", "Gone.", null, 3_600), CancellationToken.None);
        Assert.Equal(["red|Gone.|0"], await Database.QueryAsync("SELECT Level, Reason, IsTrustworthy FROM SyncFreshness"));
        await Store.WriteHeartbeatAsync(
            new Heartbeat(now.Add(-TimeSpan.FromMinutes(20)), "green", "", null, 3_600), CancellationToken.None);
        Assert.Equal(["red"], await Database.QueryAsync("SELECT Level FROM SyncFreshness"));
    }

    private async Task<IReadOnlyList<string>> DumpAsync() =>
    [
        .. await Database.QueryAsync("SELECT * FROM Sku ORDER BY 1"), .. await Database.QueryAsync("SELECT * FROM Product ORDER BY 1"),
        .. await Database.QueryAsync("SELECT * FROM InventoryItem ORDER BY 1"),
        .. await Database.QueryAsync("SELECT * FROM RawSkusFromShopify ORDER BY 1"),
        .. await Database.QueryAsync("SELECT * FROM SyncDrift ORDER BY 1"),
        .. await Database.QueryAsync("SELECT * FROM PendingLookUp ORDER BY 1, 2"),
    ];
}
