using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private static UnixTime MuchLater => Now.Add(TimeSpan.FromDays(60));

    [StoreFact]
    public async Task Old_runs_go_with_their_drift_and_the_newest_success_and_the_newest_run_stay_however_old()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(101, 1), InDownload(102, 2));
        await FullSyncAsync(LaterNow, createdAt: 600, InDownload(101, 1));
        await FullSyncAsync(LaterNow, createdAt: 900, InDownload(102, 2));
        await FailAsync(LaterNow);
        await FailAsync(LaterNow);
        Assert.NotEmpty(await Database.QueryAsync("SELECT 1 FROM SyncDrift WHERE SyncRunId = 2"));
        var drift = await Database.QueryAsync("SELECT * FROM SyncDrift WHERE SyncRunId = 3 ORDER BY Kind, VariantId");

        await TrimAsync(MuchLater);

        Assert.Equal(["3|5", "5|6"], await Database.QueryAsync("SELECT Id, State FROM SyncRun ORDER BY Id"));
        Assert.NotEmpty(drift);
        Assert.Equal(drift, await Database.QueryAsync("SELECT * FROM SyncDrift ORDER BY Kind, VariantId"));
        Assert.Equal((LaterNow, 1), ((await HistoryAsync()).LastSuccessStartedAt, (await HistoryAsync()).FailuresSinceSuccess));
        Assert.Equal(1, (await LeaseAsync("a", now: MuchLater))!.VariantsInStore);
    }

    [StoreFact]
    public async Task What_ended_within_the_days_that_are_kept_stays()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(101, 1));
        await FullSyncAsync(LaterNow, createdAt: 600, InDownload(101, 1));

        Assert.Equal(0, await Store.DeleteHistoryAsync(Now, 100, CancellationToken.None));
        Assert.Equal(["1", "2"], await Database.QueryAsync("SELECT Id FROM SyncRun ORDER BY Id"));
    }

    [StoreFact]
    public async Task While_a_run_is_unfinished_no_run_goes_since_it_may_ask_whose_an_operation_is()
    {
        for (var runs = 0; runs < 2; runs++)
        {
            var run = await LeaseAsync("a");
            await Store.SaveProgressAsync(
                new RunLease(run!.Id, "a"), new SyncProgress(SyncState.WaitingForShopify, $"gid://shopify/BulkOperation/{runs}", At(300)),
                Now.Add(LeaseTime), CancellationToken.None);
            await Store.FailRunAsync(new RunLease(run.Id, "a"), "because", Now, CancellationToken.None);
        }

        var unfinished = await LeaseAsync("a", now: MuchLater);
        await TrimAsync(MuchLater);
        Assert.True(await Store.IsBulkOperationKnownAsync("gid://shopify/BulkOperation/0", unfinished!.Id, CancellationToken.None));

        await Store.FailRunAsync(new RunLease(unfinished.Id, "a"), "because", MuchLater, CancellationToken.None);
        await TrimAsync(MuchLater);
        Assert.False(await Store.IsBulkOperationKnownAsync("gid://shopify/BulkOperation/0", unfinished.Id, CancellationToken.None));
    }

    [StoreFact]
    public async Task Dry_runs_go_like_others_and_leave_no_mark()
    {
        var dry = await Store.TryLeaseDryRunAsync("dry", Now, LeaseTime, CancellationToken.None);
        await Store.EndDryRunAsync(new RunLease(dry!.Id, "dry"), "A dry run.", Now, CancellationToken.None);
        await FailAsync(LaterNow);

        await TrimAsync(MuchLater);

        Assert.Equal(["2"], await Database.QueryAsync("SELECT Id FROM SyncRun"));
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM DryRun"));
    }

    [StoreFact]
    public async Task Failed_changes_go_once_they_are_old_and_repaired_or_dropped_and_never_while_open()
    {
        foreach (var id in (string[])["w-1", "w-2", "w-3"])
            await Store.RecordFailedChangeAsync(Failed(id, 900, LookUpKind.InventoryItem, Item), CancellationToken.None);
        await Store.RecordFailedChangeAsync(
            Failed("w-4", 900, LookUpKind.Product, Product) with { ReceivedAt = MuchLater }, CancellationToken.None);
        await Store.DropFailedChangeAsync("w-1", CancellationToken.None);
        await Store.DropFailedChangeAsync("w-4", CancellationToken.None);
        await Database.ExecuteAsync("UPDATE FailedChange SET RepairState = 1 WHERE Id = 'w-2'");

        await TrimAsync(MuchLater);

        Assert.Equal(["w-3", "w-4"], await Database.QueryAsync("SELECT Id FROM FailedChange ORDER BY Id"));
    }

    [StoreFact]
    public async Task A_long_history_goes_in_small_parts_each_of_them_whole()
    {
        await FullSyncAsync(Now, createdAt: 300, [.. Enumerable.Range(0, 10).Select(n => InDownload(101 + n, n + 1))]);
        await FullSyncAsync(LaterNow, createdAt: 600, InDownload(101, 1));
        await FullSyncAsync(LaterNow, createdAt: 900, InDownload(101, 1));
        var drift = (await Database.QueryAsync("SELECT Kind FROM SyncDrift WHERE SyncRunId = 2")).Count;
        Assert.True(drift > 6);

        var removed = await Store.DeleteHistoryAsync(MuchLater, 3, CancellationToken.None);
        Assert.Equal(["2", "3"], await Database.QueryAsync("SELECT Id FROM SyncRun ORDER BY Id"));
        Assert.Equal(drift - 3, (await Database.QueryAsync("SELECT Kind FROM SyncDrift WHERE SyncRunId = 2")).Count);
        for (var rows = 3; rows >= 3;) removed += rows = await Store.DeleteHistoryAsync(MuchLater, 3, CancellationToken.None);

        Assert.Equal(["3"], await Database.QueryAsync("SELECT Id FROM SyncRun"));
        Assert.Equal(drift + 2, removed);
    }

    [StoreFact]
    public async Task An_inspection_finds_a_prepared_database_well()
    {
        var found = await Store.InspectAsync(Shop, CancellationToken.None);

        Assert.Equal(
            [
                StoreFinding.Database, StoreFinding.ForeignKeys, StoreFinding.Rights, StoreFinding.RowVersions, StoreFinding.Schema,
                StoreFinding.Shop,
            ],
            found.Select(finding => finding.Subject).Order(StringComparer.Ordinal));
        // a SQL Server's default is off
        Assert.DoesNotContain(found, finding => !finding.IsWell && finding.Subject != StoreFinding.RowVersions);
    }

    [StoreFact]
    public async Task An_inspection_finds_another_shops_database_and_foreign_keys_on_raw_tables()
    {
        await Database.ExecuteAsync(
            "CREATE TABLE Reader (VariantId bigint NOT NULL CONSTRAINT FK_Reader_Raw REFERENCES RawSkusFromShopify (VariantId))");
        IReadOnlyList<StoreFinding> found;
        try
        {
            found = await Store.InspectAsync("another.myshopify.com", CancellationToken.None);
        }
        finally
        {
            await Database.ExecuteAsync("DROP TABLE Reader");
        }

        Assert.Equal(
            [StoreFinding.ForeignKeys, StoreFinding.Shop],
            found.Where(finding => !finding.IsWell && finding.Subject != StoreFinding.RowVersions)
                .Select(finding => finding.Subject)
                .Order(StringComparer.Ordinal));
        Assert.Contains(
            found,
            finding => finding.Subject == StoreFinding.ForeignKeys && finding.Text.Contains("Reader", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(found, finding => finding.Subject == StoreFinding.Shop && finding.Text.Contains(Shop, StringComparison.Ordinal));
    }

    private async Task FailAsync(UnixTime at)
    {
        var run = await LeaseAsync("a", now: at);
        await Store.FailRunAsync(new RunLease(run!.Id, "a"), "because", at, CancellationToken.None);
    }

    private async Task TrimAsync(UnixTime endedBefore)
    {
        while (await Store.DeleteHistoryAsync(endedBefore, 100, CancellationToken.None) >= 100)
        {
        }
    }
}
