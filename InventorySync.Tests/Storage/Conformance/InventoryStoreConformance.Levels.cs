using CsCheck;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Inventory;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task A_sale_changes_the_level_and_the_availability_of_its_sku()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        var change = await ApplyAsync(Update(4, 200, 200.5));

        Assert.Equal((Outcome.Applied, 8, 7), (change.Available, change.OldAvailable, change.NewAvailable));
        Assert.Equal(["SKU-1"], change.Skus);
        Assert.Null(change.LookUp);
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|1|7", await SkuAsync());
        Assert.Equal(["11|7|4|1", "11|8|3|1"], await LevelsAsync());
    }

    /// <summary>
    /// Shopify takes up to a thousand million at a location, which merchants use for "endless"; an oversold one may be as far below
    /// nothing.
    /// </summary>
    [StoreTheory]
    [InlineData(1, int.MaxValue)]
    [InlineData(-1, int.MinValue)]
    public async Task An_availability_beyond_a_whole_number_of_32_bits_is_the_last_one(int sign, int last)
    {
        await ReadAsync(Found(10, levels: [(Here, sign * 1_000_000_000), (There, sign * 1_000_000_000), (9, sign * 1_000_000_000)]));

        var change = await ApplyAsync(Update(sign * 999_999_999, 200, 200.5));

        Assert.Equal((last, last), (change.OldAvailable, change.NewAvailable));
        Assert.Equal($"{last}", await AvailableAsync());
    }

    [StoreTheory(LeavesOut = nameof(LeaveOutReads))]
    [MemberData(nameof(PrecedenceTests.Cases), MemberType = typeof(PrecedenceTests))]
    public async Task A_webhook_is_decided_as_the_rule_says(
        int? heldValue, double heldUpdatedAt, double heldSeenAt, ObservedBy heldBy, int? value, double updatedAt, double seenAt,
        ObservedBy by, Outcome expected)
    {
        Assert.Equal(ObservedBy.Webhook, by);
        if (heldBy is ObservedBy.Read) await ReadAsync(Found(heldSeenAt, updatedAt: heldUpdatedAt, levels: [(Here, heldValue!.Value)]));
        else await ApplyAsync(Update(heldValue, heldUpdatedAt, heldSeenAt));

        var change = await ApplyAsync(Update(value, updatedAt, seenAt));

        Assert.Equal(expected, change.Available);
        var kept = expected.Writes() ? value : heldValue;
        Assert.Equal([$"11|7|{kept?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}|1"], await LevelsAsync());
    }

    [StoreTheory]
    [MemberData(nameof(PrecedenceTests.PresenceCases), MemberType = typeof(PrecedenceTests))]
    public async Task A_statement_of_presence_is_decided_as_the_rule_says(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected)
    {
        await ApplyAsync(held ? Connect(5, 1, heldSeenAt) : Disconnect(heldSeenAt));

        var change = await ApplyAsync(offered ? Connect(5, 1, seenAt) : Disconnect(seenAt));

        Assert.Equal(expected, change.Presence);
        Assert.Equal(
            expected.Writes() ? offered : held, (await Database.QueryAsync("SELECT IsConnected FROM InventoryLevel")).Single() == "1");
    }

    [StoreFact]
    public async Task Webhooks_in_any_order_and_number_end_in_the_same_rows()
    {
        await ReadAsync(Found(0.5));
        await Gen.Select(GenWebhook.Array[1, 8], Gen.Int[0, 1_000_000]).SampleAsync(
            async (webhooks, seed) =>
            {
                var random = new Random(seed);
                LevelObservation[] shuffled = [.. webhooks, .. webhooks.Where(_ => random.Next(2) == 0)];
                random.Shuffle(shuffled);
                return await OutcomeOfAsync(webhooks) == await OutcomeOfAsync(shuffled);
            },
            iter: 60, threads: 1);
    }

    [StoreFact]
    public async Task A_level_of_an_unknown_item_is_kept_and_a_look_up_is_asked_for()
    {
        var change = await ApplyAsync(Update(4, 200, 200));

        Assert.Equal((Outcome.Applied, null, null), (change.Available, change.OldAvailable, change.NewAvailable));
        Assert.Equal(new PendingLookUp(LookUpKind.InventoryItem, Item, LookUpReason.UnknownItem, Now, At(200), Now, 0), change.LookUp);
        Assert.Equal(["11|7|4|1"], await LevelsAsync());
        Assert.Equal([change.LookUp!], await Store.GetDueLookUpsAsync(Now, 10, CancellationToken.None));
    }

    [StoreFact]
    public async Task A_conflict_keeps_the_smaller_number_and_asks_for_a_look_up_after_the_margin()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));
        await ApplyAsync(Update(4, 200, 200));

        var change = await ApplyAsync(Update(6, 200, 200));

        Assert.Equal((Outcome.ConflictKept, 4), (change.Available, change.NewAvailable));
        Assert.Equal(
            (LookUpReason.Conflict, At(200), At(200 + 120 + 1)), (change.LookUp!.Reason, change.LookUp.SeenAfter, change.LookUp.NotBefore));
        Assert.Empty(await Store.GetDueLookUpsAsync(At(320), 10, CancellationToken.None));
        Assert.Single(await Store.GetDueLookUpsAsync(At(321), 10, CancellationToken.None));
    }

    [StoreFact]
    public async Task A_disconnected_level_does_not_count_and_counts_again_when_connected()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        Assert.Equal(3, (await ApplyAsync(Disconnect(200))).NewAvailable);
        Assert.Equal(3, (await ApplyAsync(Update(6, 201, 201))).NewAvailable);
        Assert.Equal(9, (await ApplyAsync(Connect(6, 202, 202))).NewAvailable);
    }

    [StoreFact]
    public async Task A_late_update_does_not_connect_a_level_that_was_disconnected_before_it_was_met()
    {
        await ReadAsync(Found(10));
        await ApplyAsync(Disconnect(200));

        Assert.Equal(0, (await ApplyAsync(Update(6, 199, 199))).NewAvailable);
        Assert.Equal(["11|7|6|0"], await LevelsAsync());
    }

    [StoreFact]
    public async Task An_available_of_null_counts_nothing()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        Assert.Equal(3, (await ApplyAsync(Update(null, 200, 200))).NewAvailable);
    }

    [StoreFact]
    public async Task An_item_that_is_not_tracked_has_no_availability_whatever_its_levels_say()
    {
        await ReadAsync(Found(10, tracked: false, levels: [(Here, 5)]));

        Assert.Null((await ApplyAsync(Update(6, 200, 200))).NewAvailable);
        Assert.Equal("null", await AvailableAsync());
    }

    [StoreFact]
    public async Task A_negative_level_makes_a_negative_availability()
    {
        await ReadAsync(Found(10, levels: [(Here, 1)]));

        Assert.Equal(-2, (await ApplyAsync(Update(-2, 200, 200))).NewAvailable);
    }

    [StoreFact]
    public async Task Only_the_included_locations_count_and_a_change_of_them_recomputes_at_start()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        Store = await OpenAsync(There);
        Assert.Equal("3", await AvailableAsync());
        Assert.Equal(3, (await ApplyAsync(Update(6, 200, 200))).NewAvailable);

        Store = await OpenAsync();
        Assert.Equal("9", await AvailableAsync());
    }

    [StoreFact]
    public async Task Two_instances_that_change_two_locations_of_one_item_at_once_end_in_the_right_sum()
    {
        await ReadAsync(Found(10, levels: [(Here, 0), (There, 0)]));
        var other = await OpenAsync();

        await Task.WhenAll(Enumerable.Range(1, 50).SelectMany(n => (Task[])
        [
            Task.Factory.StartNew(
                () => Store.ApplyLevelAsync(Update(n, 200 + n, 200 + n, Here), Now, CancellationToken.None), CancellationToken.None,
                TaskCreationOptions.None, TaskScheduler.Default)
                .Unwrap(),
            Task.Factory.StartNew(
                () => other.ApplyLevelAsync(Update(n, 200 + n, 200 + n, There), Now, CancellationToken.None), CancellationToken.None,
                TaskCreationOptions.None, TaskScheduler.Default)
                .Unwrap(),
        ]));

        Assert.Equal("100", await AvailableAsync());
    }

    [StoreFact]
    public async Task What_was_committed_is_there_after_a_restart()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));
        await ApplyAsync(Update(4, 200, 200));

        Store = await OpenAsync();

        Assert.Equal("4", await AvailableAsync());
        Assert.Equal(Outcome.Repeat, (await ApplyAsync(Update(4, 200, 200))).Available);
    }

    [StoreFact]
    public async Task A_database_of_another_shop_is_refused_and_stays_as_it_was()
    {
        var refused = await Assert.ThrowsAsync<StoreRefusedException>(
            () => Database.Open().PrepareAsync(new StoreBinding("other.myshopify.com", [], Margin), CancellationToken.None));

        Assert.Contains("shop.myshopify.com", refused.Message, StringComparison.Ordinal);
        await OpenAsync();
    }

    [StoreFact]
    public async Task A_failed_change_is_recorded_once_however_often_its_message_comes()
    {
        var failed = new FailedChange(
            "w-1", "rejected", "inventory_levels/update", "available is missing", "{}", 3, "abc", new byte[] { 1, 2, 3 }, Now);

        Assert.True((await Store.RecordFailedChangeAsync(failed, CancellationToken.None)).IsNew);
        Assert.False((await Store.RecordFailedChangeAsync(failed, CancellationToken.None)).IsNew);

        Assert.Equal(
            ["w-1|rejected|available is missing|3|abc|0|0"],
            await Database.QueryAsync("SELECT Id, Kind, Reason, BodyLength, BodySha256, Tries, RepairState FROM FailedChange"));
    }

    /// <summary>Few values of each, so that ties are common.</summary>
    private static Gen<LevelObservation> GenWebhook { get; } = Gen.Select(
        Gen.Int[0, 4], Gen.Int[-1, 3], Gen.Int[1, 3], Gen.Int[1, 3],
        (kind, available, updatedAt, seenAt) => kind switch
        {
            0 => Disconnect(seenAt),
            1 => Connect(available < 0 ? null : available, updatedAt, seenAt),
            _ => Update(available < 0 ? null : available, updatedAt, seenAt),
        });

    private async Task<string> OutcomeOfAsync(IEnumerable<LevelObservation> webhooks)
    {
        await Database.ExecuteAsync("DELETE FROM InventoryLevel");
        foreach (var webhook in webhooks) await ApplyAsync(webhook);
        return (await LevelsAsync()).Single() + " " + await AvailableAsync();
    }
}
