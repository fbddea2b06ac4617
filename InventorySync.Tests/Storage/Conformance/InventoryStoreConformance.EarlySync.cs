using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private static UnixTime LaterNow => Now.Add(TimeSpan.FromMinutes(1));

    [StoreFact]
    public async Task A_flood_of_unknown_items_asks_for_one_early_full_sync_and_leaves_its_look_ups_to_it()
    {
        List<PendingLookUp> needs = [];
        for (var item = 1; item <= 1_000; item++) needs.Add((await ApplyAsync(Update(4, 200, 200, item: item))).LookUp!);

        Assert.Equal(new EarlySync(EarlySyncReason.Flood, Now, default, Now), (await HistoryAsync()).EarlySync);
        Assert.Equal(300, needs.Count(need => need.NotBefore == Now));
        Assert.Equal(300, (await Store.GetDueLookUpsAsync(LaterNow, 10_000, CancellationToken.None)).Count);
        // should the full sync not come
        Assert.Equal(1_000, (await Store.GetDueLookUpsAsync(Now.Add(TimeSpan.FromMinutes(30)), 10_000, CancellationToken.None)).Count);
    }

    [StoreFact]
    public async Task A_flood_of_new_products_asks_for_one_early_full_sync()
    {
        for (var n = 1; n <= 301; n++) await ApplyAsync(Listed(200, 200, [Body(n, n)]) with { ProductId = n });

        Assert.Equal(EarlySyncReason.Flood, (await HistoryAsync()).EarlySync?.Reason);
        Assert.Equal(["301"], await Database.QueryAsync("SELECT count(*) FROM SkuLive"));
    }

    [StoreFact]
    public async Task A_flood_is_one_also_while_an_unreadable_webhook_has_asked_for_a_full_sync()
    {
        await Store.RecordFailedChangeAsync(Failed("w-1", 200), CancellationToken.None);

        for (var item = 1; item <= 1_000; item++) await ApplyAsync(Update(4, 200, 200, item: item));

        Assert.Equal(new EarlySync(EarlySyncReason.Flood, Now, At(200), At(200 + 120 + 1)), (await HistoryAsync()).EarlySync);
        Assert.Equal(300, (await Store.GetDueLookUpsAsync(LaterNow, 10_000, CancellationToken.None)).Count);
    }

    [StoreFact]
    public async Task An_unreadable_webhook_during_a_flood_does_not_end_it()
    {
        for (var item = 1; item <= 301; item++) await ApplyAsync(Update(4, 200, 200, item: item));

        await Store.RecordFailedChangeAsync(Failed("w-1", 300), CancellationToken.None);

        Assert.Equal(new EarlySync(EarlySyncReason.Flood, Now, At(300), Now), (await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task Look_ups_that_come_by_and_by_are_no_flood()
    {
        for (var n = 1; n <= 1_000; n++)
            await Store.ApplyLevelAsync(Update(4, 200, 200, item: n), Now.Add(TimeSpan.FromSeconds(n)), CancellationToken.None);

        Assert.Null((await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task An_item_that_is_needed_again_and_again_is_no_flood()
    {
        for (var n = 1; n <= 1_000; n++) await ApplyAsync(Update(n, 200 + n, 200 + n));

        Assert.Null((await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task The_full_sync_that_a_flood_asked_for_answers_what_it_finds_and_releases_the_rest()
    {
        for (var item = 1; item <= 302; item++) await ApplyAsync(Update(4, 200, 200, item: item));

        await FullSyncAsync(LaterNow, createdAt: 150, InDownload(101, 1), InDownload(102, 301));

        Assert.Null((await HistoryAsync()).EarlySync);
        var due = await Store.GetDueLookUpsAsync(LaterNow, 10_000, CancellationToken.None);
        Assert.Equal(300, due.Count);
        Assert.DoesNotContain(due, lookUp => lookUp.Id is 1 or 301);
        Assert.Contains(due, lookUp => lookUp.Id is 302); // waited for the full sync, and need not any longer
    }

    [StoreFact]
    public async Task A_run_that_began_before_the_asking_does_not_answer_it()
    {
        var lease = new RunLease(
            (await Store.TryLeaseRunAsync("me", mayStart: true, At(1), TimeSpan.FromDays(10), CancellationToken.None))!.Id, "me");
        for (var item = 1; item <= 301; item++) await ApplyAsync(Update(4, 200, 200, item: item));

        await EndRunAsync(lease, createdAt: 150, InDownload(101, 1));

        Assert.NotNull((await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task What_could_not_be_read_is_looked_up_and_repaired_by_a_read_from_after_it()
    {
        var failed = Failed("w-1", 200, LookUpKind.Product, Product);

        var recorded = await Store.RecordFailedChangeAsync(failed, CancellationToken.None);

        Assert.Equal(
            new RecordedChange(
                IsNew: true, new PendingLookUp(LookUpKind.Product, Product, LookUpReason.Rejected, Now, At(200), Now, 0)),
            recorded);
        Assert.Null((await HistoryAsync()).EarlySync);
        Assert.False((await ReadAsync(new ProductRead(Product, At(200), null))).IsAnswered);
        Assert.Equal(["0"], await RepairStatesAsync());
        Assert.True((await ReadAsync(new ProductRead(Product, At(201), null))).IsAnswered);
        Assert.Equal(["1"], await RepairStatesAsync());

        // its message comes again
        Assert.Equal(new RecordedChange(IsNew: false, LookUp: null), await Store.RecordFailedChangeAsync(failed, CancellationToken.None));
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM PendingLookUp"));
    }

    [StoreFact]
    public async Task An_items_unreadable_webhook_is_repaired_by_the_items_read()
    {
        await Store.RecordFailedChangeAsync(Failed("w-1", 200, LookUpKind.InventoryItem, Item), CancellationToken.None);

        await ReadAsync(Found(201));

        Assert.Equal(["1"], await RepairStatesAsync());
    }

    [StoreFact]
    public async Task What_could_not_be_read_nor_made_out_is_repaired_by_an_early_full_sync_from_after_the_margin()
    {
        Assert.Null((await Store.RecordFailedChangeAsync(Failed("w-1", 200), CancellationToken.None)).LookUp);
        Assert.Null((await Store.RecordFailedChangeAsync(Failed("w-2", 300), CancellationToken.None)).LookUp);
        Assert.Equal(new EarlySync(EarlySyncReason.Rejected, Now, At(300), At(200 + 120 + 1)), (await HistoryAsync()).EarlySync);

        await FullSyncAsync(LaterNow, createdAt: 350, InDownload(101, 1)); // sees what was 120 seconds before
        Assert.Equal(["1", "0"], await RepairStatesAsync());
        Assert.NotNull((await HistoryAsync()).EarlySync);

        await FullSyncAsync(LaterNow, createdAt: 421, InDownload(101, 1));
        Assert.Equal(["1", "1"], await RepairStatesAsync());
        Assert.Null((await HistoryAsync()).EarlySync);
    }

    [StoreFact]
    public async Task A_full_sync_answers_the_products_that_were_to_be_read()
    {
        await ApplyAsync(MustRead(200));
        await ApplyAsync(Listed(200, 200, [], [(101, 1), (102, 1)]) with { ProductId = 2 });
        await ApplyAsync(Listed(400, 400, [], [(104, 1)]) with { ProductId = 3 });

        // Of product 3 the download is older than the message, but shows its variant.
        await FullSyncAsync(
            LaterNow, createdAt: 421, InDownload(101, 1, 2), InDownload(102, 2, 2), InDownload(103, 3), InDownload(104, 4, 3));

        Assert.Empty(await Database.QueryAsync("SELECT Id FROM PendingLookUp"));
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM UnreadVariant"));
        Assert.Equal(["101|0", "102|0", "103|0", "104|0"], await DeletedAsync());
    }

    [StoreFact]
    public async Task A_full_sync_does_not_revive_what_was_deleted_while_it_was_under_way_and_had_not_been_met_before()
    {
        await ApplyAsync(Deleted(400));
        await ApplyAsync(Listed(400, 400, [Body(103, 3)]) with { ProductId = 2 });

        await FullSyncAsync(LaterNow, createdAt: 421, InDownload(101, 1), InDownload(102, 2, 2), InDownload(103, 3, 2));

        Assert.Equal(["101|1", "102|1", "103|0"], await DeletedAsync());
        Assert.Equal(
            ["1001|Shirt|1"], await Database.QueryAsync($"SELECT ProductId, Title, IsDeleted FROM Product WHERE ProductId = {Product}"));
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM SyncDrift WHERE Kind = 'variant presence'"));
    }

    [StoreFact]
    public async Task A_full_sync_fills_what_a_message_left_empty()
    {
        await ApplyAsync(MustRead(200));
        await ApplyAsync(ItemDeleted(200, item: 1));

        await FullSyncAsync(LaterNow, createdAt: 421, InDownload(101, 1));

        Assert.Equal(["101|Shirt|1|0"], await Database.QueryAsync("SELECT VariantId, ProductTitle, Tracked, Available FROM SkuLive"));
    }

    [StoreFact]
    public async Task A_late_message_from_before_a_full_sync_does_not_revive_a_variant_that_the_download_left_out()
    {
        await FullSyncAsync(LaterNow, createdAt: 421, InDownload(101, 1));

        await ApplyAsync(Listed(200, 200, [Body(101, 1), Body(102, 2)]));

        Assert.Equal(["101|0", "102|1"], await DeletedAsync());
    }

    private static FailedChange Failed(string id, double seenAt, LookUpKind? kind = null, long? lookUpId = null) =>
        new(id, "rejected", "products/update", "title is missing", "{}", 3, "abc", new byte[] { 1, 2, 3 }, Now, At(seenAt), kind, lookUpId);

    private static StagedVariant InDownload(long variant, long item, long product = Product) => new(
        variant, product, item, new VariantDetails("SKU-1", null, "Small", 19.90m), "Shirt", "ACTIVE", Tracked: true, At(1), At(1), At(1),
        null);

    private async Task FullSyncAsync(UnixTime now, double createdAt, params StagedVariant[] variants)
    {
        var run = await Store.TryLeaseRunAsync("me", mayStart: true, now, TimeSpan.FromMinutes(2), CancellationToken.None);
        await EndRunAsync(new RunLease(run!.Id, "me"), createdAt, variants);
    }

    private async Task EndRunAsync(RunLease lease, double createdAt, params StagedVariant[] variants)
    {
        await Store.SaveProgressAsync(
            lease, new SyncProgress(SyncState.Replacing, "operation", At(createdAt)), LaterNow.Add(TimeSpan.FromDays(10)),
            CancellationToken.None);
        await Store.StageAsync(lease, new StagedBatch(variants, [], []), CancellationToken.None);
        await Store.ReplaceAsync(lease, new Replacement(At(createdAt), At(createdAt).Add(-Margin), LaterNow), CancellationToken.None);
    }

    private Task<SyncHistory> HistoryAsync() => Store.GetSyncHistoryAsync(CancellationToken.None);

    private Task<IReadOnlyList<string>> RepairStatesAsync() => Database.QueryAsync("SELECT RepairState FROM FailedChange ORDER BY Id");
}
