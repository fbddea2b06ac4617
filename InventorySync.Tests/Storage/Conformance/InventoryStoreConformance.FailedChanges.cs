using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task A_failed_changes_tries_are_those_of_its_look_up()
    {
        var (_, need) = await Store.RecordFailedChangeAsync(Failed("w-1", 200, LookUpKind.Product, Product), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-2", 200, LookUpKind.Product, 2), CancellationToken.None);

        await Store.PostponeLookUpAsync(need!, LaterNow, CancellationToken.None);
        await Store.PostponeLookUpAsync(need!, LaterNow, CancellationToken.None);

        Assert.Equal(
            [("w-1", 2, RepairState.Open), ("w-2", 0, RepairState.Open)],
            (await ListAsync(new FailedChangeFilter())).Select(row => (row.Id, row.Tries, row.State)));
    }

    [StoreFact]
    public async Task The_tries_of_what_could_not_be_made_out_are_the_failed_full_syncs()
    {
        await Store.RecordFailedChangeAsync(Failed("w-1", 200), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-2", 200, LookUpKind.Product, Product), CancellationToken.None);

        var run = await Store.TryLeaseRunAsync("me", mayStart: true, LaterNow, TimeSpan.FromMinutes(2), CancellationToken.None);
        await Store.FailRunAsync(new RunLease(run!.Id, "me"), "because", LaterNow, CancellationToken.None);

        Assert.Equal([("w-1", 1), ("w-2", 0)], (await ListAsync(new FailedChangeFilter())).Select(row => (row.Id, row.Tries)));
    }

    [StoreFact]
    public async Task Failed_changes_are_listed_by_id_kind_age_and_state()
    {
        for (var n = 1; n <= 4; n++)
            await Store.RecordFailedChangeAsync(
                Failed($"w-{n}", 200, LookUpKind.Product, n) with { Kind = n % 2 == 0 ? "level" : "rejected", ReceivedAt = At(1_000 + n) },
                CancellationToken.None);
        await ReadAsync(new ProductRead(1, At(201), null));

        Assert.Equal("w-2 w-3 w-4", await IdsAsync(new FailedChangeFilter()));
        Assert.Equal("w-1 w-2 w-3 w-4", await IdsAsync(new FailedChangeFilter(OpenOnly: false)));
        Assert.Equal("w-3", await IdsAsync(new FailedChangeFilter(Id: "w-3")));
        Assert.Equal("w-2 w-4", await IdsAsync(new FailedChangeFilter(Kind: "level")));
        Assert.Equal("w-2", await IdsAsync(new FailedChangeFilter(ReceivedBefore: At(1_003))));
        Assert.Equal("w-4", await IdsAsync(new FailedChangeFilter(ReceivedAfter: At(1_003))));
        Assert.Equal(
            ["w-2"], (await Store.ListFailedChangesAsync(new FailedChangeFilter(), 1, CancellationToken.None)).Select(row => row.Id));

        var row = (await ListAsync(new FailedChangeFilter(Id: "w-1", OpenOnly: false)))[0];
        Assert.Equal(
            new FailedChangeRow(
                "w-1", "rejected", "products/update", "title is missing", At(1_001), At(200), LookUpKind.Product, 1, 0,
                RepairState.Repaired),
            row);
    }

    [StoreFact]
    public async Task A_retry_makes_the_repair_due_at_once_however_far_it_was_put_off()
    {
        var (_, need) = await Store.RecordFailedChangeAsync(Failed("w-1", 200, LookUpKind.Product, Product), CancellationToken.None);
        await Store.PostponeLookUpAsync(need!, Now.Add(TimeSpan.FromDays(1)), CancellationToken.None);

        Assert.True(await Store.RetryFailedChangeAsync("w-1", LaterNow, CancellationToken.None));

        Assert.Equal(LaterNow, Assert.Single(await Store.GetDueLookUpsAsync(LaterNow, 10, CancellationToken.None)).NotBefore);
        Assert.False(await Store.RetryFailedChangeAsync("w-2", LaterNow, CancellationToken.None));
    }

    [StoreFact]
    public async Task A_retry_of_what_was_repaired_or_dropped_repairs_it_again()
    {
        await Store.RecordFailedChangeAsync(Failed("w-1", 200, LookUpKind.Product, Product), CancellationToken.None);
        await Store.DropFailedChangeAsync("w-1", CancellationToken.None);

        await Store.RetryFailedChangeAsync("w-1", LaterNow, CancellationToken.None);

        Assert.Equal(["0"], await RepairStatesAsync());
        await ReadAsync(new ProductRead(Product, At(201), null));
        Assert.Equal(["1"], await RepairStatesAsync());
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    [StoreFact]
    public async Task A_retry_of_what_could_not_be_made_out_asks_for_an_early_full_sync()
    {
        await Store.RecordFailedChangeAsync(Failed("w-1", 200), CancellationToken.None);
        await FullSyncAsync(LaterNow, createdAt: 421, InDownload(101, 1));
        Assert.Null((await HistoryAsync()).EarlySync);

        await Store.RetryFailedChangeAsync("w-1", LaterNow, CancellationToken.None);

        Assert.Equal(new EarlySync(EarlySyncReason.Rejected, LaterNow, At(200), At(200 + 120 + 1)), (await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task A_dropped_failed_change_takes_its_look_up_along_unless_something_else_needs_it()
    {
        await Store.RecordFailedChangeAsync(Failed("w-1", 200, LookUpKind.Product, Product), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-2", 200, LookUpKind.Product, Product), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-3", 200, LookUpKind.Product, 2), CancellationToken.None);

        Assert.True(await Store.DropFailedChangeAsync("w-1", CancellationToken.None));
        Assert.False(await Store.DropFailedChangeAsync("w-1", CancellationToken.None));
        Assert.Equal(["2", $"{Product}"], await Database.QueryAsync("SELECT Id FROM PendingLookUp ORDER BY Id"));

        await Store.DropFailedChangeAsync("w-2", CancellationToken.None);

        Assert.Equal(["2"], await Database.QueryAsync("SELECT Id FROM PendingLookUp"));
        Assert.Equal(["2", "2", "0"], await RepairStatesAsync());
    }

    private Task<IReadOnlyList<FailedChangeRow>> ListAsync(FailedChangeFilter filter) =>
        Store.ListFailedChangesAsync(filter, 100, CancellationToken.None);

    private async Task<string> IdsAsync(FailedChangeFilter filter) => string.Join(' ', (await ListAsync(filter)).Select(row => row.Id));
}
