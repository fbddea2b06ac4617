using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task A_sample_has_the_items_that_changed_last_and_some_by_a_lot_that_can_be_drawn_again()
    {
        await FullSyncAsync(Now, createdAt: 300, [.. Enumerable.Range(1, 40).Select(item => InDownload(100 + item, item))]);
        foreach (var (item, updatedAt) in ((long, int)[])[(7, 900), (9, 800), (11, 700)])
            await ApplyAsync(Update(5, updatedAt, updatedAt, item: item));
        await ApplyAsync(Update(5, 990, 990, item: 9_999)); // of no variant that is known

        Assert.Equal([7L, 9L], await Store.SampleItemsAsync(2, 0, 1, 0, CancellationToken.None));
        var drawn = await Store.SampleItemsAsync(0, 5, 77_777, 4_242, CancellationToken.None);
        Assert.Equal(5, drawn.Distinct().Count());
        Assert.Equal(drawn, await Store.SampleItemsAsync(0, 5, 77_777, 4_242, CancellationToken.None));
        Assert.NotEqual(drawn, await Store.SampleItemsAsync(0, 5, 500_009, 11, CancellationToken.None));
        Assert.Equal(
            Enumerable.Range(1, 40).Select(item => (long)item),
            await Store.SampleItemsAsync(10, 100, 77_777, 4_242, CancellationToken.None));
    }

    /// <summary>The order of the lot is the same in every store.</summary>
    [StoreFact]
    public async Task A_lot_is_the_order_of_a_primes_remainders()
    {
        await FullSyncAsync(Now, createdAt: 300, [.. Enumerable.Range(1, 40).Select(item => InDownload(100 + item, item))]);

        var expected = Enumerable.Range(1, 40)
            .Select(item => (long)item)
            .OrderBy(item => ((item % 1_000_003 * 900_001) + 999_999) % 1_000_003)
            .Take(5)
            .Order();

        Assert.Equal(expected, await Store.SampleItemsAsync(0, 5, 900_001, 999_999, CancellationToken.None));
    }

    [StoreFact]
    public async Task A_probed_item_is_told_with_its_versions_its_levels_and_what_is_known_to_be_wrong()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));
        await ApplyAsync(Update(4, 200, 200.5));
        await ApplyAsync(Disconnect(300, There));

        var item = Assert.Single(await Store.GetProbedItemsAsync([Item, 9_999], CancellationToken.None));
        Assert.Equal(
            (new Observation<bool>(true, At(1), At(10), ObservedBy.Read), new Presence(IsPresent: true, At(10))),
            (item.Tracked!.Value, item.Presence));
        Assert.Equal((true, false, false), (item.IsSumRight, item.HasLookUp, item.HasFailedChange));
        Assert.Equal(
            [
                new ProbedLevel(
                    Here, new Observation<int?>(4, At(200), At(200.5), ObservedBy.Webhook), new Presence(IsPresent: true, At(10)),
                    IsCounted: true),
                new ProbedLevel(
                    There, new Observation<int?>(3, At(1), At(10), ObservedBy.Read), new Presence(IsPresent: false, At(300)),
                    IsCounted: false),
            ],
            item.Levels);

        await LocateAsync(LocationState.Inactive, 400);
        await Store.RecordFailedChangeAsync(Failed("w-1", 900, LookUpKind.InventoryItem, Item), CancellationToken.None);
        await Database.ExecuteAsync("UPDATE Sku SET Available = 99");
        item = Assert.Single(await Store.GetProbedItemsAsync([Item], CancellationToken.None));
        Assert.Equal((false, true, true), (item.IsSumRight, item.HasLookUp, item.HasFailedChange));
        Assert.DoesNotContain(item.Levels, level => level.IsCounted);
    }

    [StoreFact]
    public async Task A_probe_is_kept_for_status_and_may_ask_for_a_full_sync()
    {
        Assert.Null(await Store.GetProbeAsync(CancellationToken.None));
        var first = new ProbeRecord(Now, 20, 1, 2, [ProbeCause.Unknown, ProbeCause.Sum], IsAlarming: false, null, null);
        await Store.RecordProbeAsync(first, asked: null, CancellationToken.None);
        Assert.Equivalent(first, await Store.GetProbeAsync(CancellationToken.None), strict: true);
        Assert.Equivalent(first, (await Store.GetStatusAsync(At(0), CancellationToken.None)).Probe, strict: true);
        Assert.Null((await HistoryAsync()).EarlySync);

        var second = first with { At = LaterNow, IsAlarming = true, SyncAskedAt = LaterNow, Failure = "because" };
        await Store.RecordProbeAsync(second, new EarlySync(EarlySyncReason.Probe, LaterNow, At(900), LaterNow), CancellationToken.None);
        Assert.Equivalent(second, await Store.GetProbeAsync(CancellationToken.None), strict: true);
        Assert.Equal(new EarlySync(EarlySyncReason.Probe, LaterNow, At(900), LaterNow), (await HistoryAsync()).EarlySync);
    }
}
