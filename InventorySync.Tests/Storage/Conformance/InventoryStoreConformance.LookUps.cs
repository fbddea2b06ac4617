using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Tests.Inventory;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreTheory(LeavesOut = nameof(LeaveOutWebhooks))]
    [MemberData(nameof(PrecedenceTests.Cases), MemberType = typeof(PrecedenceTests))]
    public async Task A_look_up_is_decided_as_the_rule_says(
        int? heldValue, double heldUpdatedAt, double heldSeenAt, ObservedBy heldBy, int? value, double updatedAt, double seenAt,
        ObservedBy by, Outcome expected)
    {
        Assert.Equal(ObservedBy.Read, by);
        await HoldLevelAsync(heldValue, heldUpdatedAt, heldSeenAt, heldBy);

        var change = await ReadAsync(Found(seenAt, updatedAt: updatedAt, levels: [(Here, value!.Value)]));

        var kept = expected.Writes() ? value : heldValue;
        Assert.Equal([$"{kept}"], await Database.QueryAsync("SELECT Available FROM InventoryLevel"));
        Assert.Equal(expected.IsConflict(), !change.IsAnswered);
    }

    [StoreTheory]
    [MemberData(nameof(PrecedenceTests.PresenceCases), MemberType = typeof(PrecedenceTests))]
    public async Task The_presence_of_a_level_in_a_look_up_is_decided_as_the_rule_says(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected)
    {
        await ReadAsync(Found(0.5));
        await ApplyAsync(held ? Connect(5, 1, heldSeenAt) : Disconnect(heldSeenAt));

        await ReadAsync(Found(seenAt, levels: offered ? [(Here, 5)] : []));

        Assert.Equal([Digit(expected.Writes() ? offered : held)], await Database.QueryAsync("SELECT IsConnected FROM InventoryLevel"));
        await AssertConflictAsync(expected.IsConflict());
    }

    [StoreTheory]
    [MemberData(nameof(PrecedenceTests.PresenceCases), MemberType = typeof(PrecedenceTests))]
    public async Task The_presence_of_an_item_in_a_look_up_is_decided_as_the_rule_says(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected)
    {
        await ReadAsync(Found(-1));
        await ReadAsync(held ? Found(heldSeenAt) : Gone(heldSeenAt));

        await ReadAsync(offered ? Found(seenAt) : Gone(seenAt));

        Assert.Equal([Digit(!(expected.Writes() ? offered : held))], await Database.QueryAsync("SELECT IsDeleted FROM InventoryItem"));
        await AssertConflictAsync(expected.IsConflict());
    }

    [StoreTheory]
    [MemberData(nameof(PrecedenceTests.PresenceCases), MemberType = typeof(PrecedenceTests))]
    public async Task The_presence_of_a_variant_in_a_look_up_is_decided_as_the_rule_says(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected)
    {
        await ReadAsync(Found(-1));
        await ReadAsync(held ? Found(heldSeenAt) : WithoutVariants(Found(heldSeenAt)));

        await ReadAsync(offered ? Found(seenAt) : WithoutVariants(Found(seenAt)));

        Assert.Equal([Digit(!(expected.Writes() ? offered : held))], await Database.QueryAsync("SELECT IsDeleted FROM Sku"));
        await AssertConflictAsync(expected.IsConflict());
    }

    [StoreTheory]
    [InlineData("a", 10, 10, "b", 10, 11, "b", false)] // seen later
    [InlineData("a", 10, 11, "b", 10, 10, "a", false)] // seen earlier, the same stamp
    [InlineData("a", 10, 11, "b", 11, 10, "b", false)] // seen earlier, a later stamp
    [InlineData("a", 99, 10, "b", 10, 100, "b", false)] // heals a stamp that is ahead
    [InlineData("a", 99, 10, "b", 10, 11, "a", false)] // seen no later than the stamp says
    [InlineData("a", 10, 10, "b", 10, 10, "a", true)]
    [InlineData("b", 10, 10, "a", 10, 10, "a", true)]
    [InlineData("a", 10, 10, "a", 10, 10, "a", false)]
    public async Task Details_in_a_look_up_are_decided_as_the_rule_says(
        string held, double heldUpdatedAt, double heldSeenAt, string offered, double updatedAt, double seenAt, string expected,
        bool isConflict)
    {
        await ReadAsync(Named(Found(heldSeenAt, updatedAt: heldUpdatedAt), held));

        var change = await ReadAsync(Named(Found(seenAt, updatedAt: updatedAt), offered));

        Assert.Equal([$"{expected}|{expected}"], await Database.QueryAsync("SELECT Title, ProductTitle FROM Sku"));
        Assert.Equal([expected], await Database.QueryAsync("SELECT Title FROM Product"));
        Assert.Equal(isConflict, !change.IsAnswered);
    }

    [StoreFact]
    public async Task Whether_an_item_is_tracked_goes_by_the_items_own_version()
    {
        await ReadAsync(Found(10, tracked: true, updatedAt: 10, levels: [(Here, 5)]));

        await ReadAsync(Found(9, tracked: false, updatedAt: 9, levels: [(Here, 5)]));
        Assert.Equal("5", await AvailableAsync());

        await ReadAsync(Found(9, tracked: false, updatedAt: 11, levels: [(Here, 5)]));
        Assert.Equal("null", await AvailableAsync());
        Assert.Equal(["0"], await Database.QueryAsync("SELECT Tracked FROM Sku"));
    }

    [StoreFact]
    public async Task A_found_item_brings_its_variants_its_product_and_the_sum_of_its_levels()
    {
        await ApplyAsync(Update(4, 200, 200));

        var change = await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        Assert.Equal((null, 7, true), (change.OldAvailable, change.NewAvailable, change.IsAnswered)); // the webhook was newer than the read
        Assert.Equal(["SKU-1"], change.Skus);
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|1|7", await SkuAsync());
        Assert.Equal(["1001|Shirt|ACTIVE|0"], await Database.QueryAsync("SELECT ProductId, Title, Status, IsDeleted FROM Product"));
    }

    [StoreFact]
    public async Task Variants_that_share_an_item_share_its_availability()
    {
        var read = Found(10, levels: [(Here, 5)]);
        var other = read.Item!.Variants[0] with { VariantId = 102, Details = new VariantDetails(null, null, "Large", 20m) };

        var change = await ReadAsync(read with { Item = read.Item with { Variants = [read.Item.Variants[0], other] } });

        Assert.Equal(["SKU-1", ""], change.Skus);
        Assert.Equal(["101|5", "102|5"], await Database.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY VariantId"));
        Assert.Equal(4, (await ApplyAsync(Update(4, 200, 200))).NewAvailable);
        Assert.Equal(["101|4", "102|4"], await Database.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY VariantId"));
    }

    [StoreFact]
    public async Task A_variant_that_moves_to_another_item_takes_that_items_availability()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        await ReadAsync(Found(20, tracked: false, updatedAt: 2, levels: [(Here, 9)]) with { InventoryItemId = 12 });

        Assert.Equal(["12|null|0"], await Database.QueryAsync("SELECT InventoryItemId, Available, Tracked FROM SkuLive"));
    }

    [StoreFact]
    public async Task A_level_that_is_not_listed_any_more_does_not_count()
    {
        await ReadAsync(Found(10, levels: [(Here, 5), (There, 3)]));

        var change = await ReadAsync(Found(20, levels: [(There, 3)]));

        Assert.Equal((8, 3), (change.OldAvailable, change.NewAvailable));
        Assert.Equal(["11|7|5|0", "11|8|3|1"], await LevelsAsync());
    }

    [StoreFact]
    public async Task A_variant_that_is_not_listed_any_more_leaves_the_view_and_keeps_its_row()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        Assert.Empty((await ReadAsync(WithoutVariants(Found(20, levels: [(Here, 5)])))).Skus);

        Assert.Empty(await Database.QueryAsync("SELECT VariantId FROM SkuLive"));
        Assert.Equal(["101|1"], await Database.QueryAsync("SELECT VariantId, IsDeleted FROM Sku"));
    }

    [StoreFact]
    public async Task A_read_from_before_a_variant_was_gone_does_not_bring_it_back()
    {
        await ReadAsync(Found(10));
        await ReadAsync(WithoutVariants(Found(30)));

        await ReadAsync(Found(20, updatedAt: 99));

        Assert.Empty(await Database.QueryAsync("SELECT VariantId FROM SkuLive"));
    }

    [StoreFact]
    public async Task No_such_item_is_an_observation_of_its_absence()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        var change = await ReadAsync(Gone(20));

        Assert.Equal((5, 0, true), (change.OldAvailable, change.NewAvailable, change.IsAnswered));
        Assert.Equal(["11|7|5|0"], await LevelsAsync());
        Assert.Empty(await Database.QueryAsync("SELECT VariantId FROM SkuLive"));
        Assert.Equal(["1"], await Database.QueryAsync("SELECT IsDeleted FROM InventoryItem"));
    }

    [StoreFact]
    public async Task An_item_that_neither_Shopify_nor_the_tables_know_leaves_no_row_and_its_need_stays_until_a_read_from_after_it()
    {
        await ApplyAsync(Update(4, 200, 200));

        Assert.False((await ReadAsync(Gone(200))).IsAnswered);
        Assert.True((await ReadAsync(Gone(201))).IsAnswered);

        Assert.Empty(await Database.QueryAsync("SELECT InventoryItemId FROM InventoryItem"));
        Assert.Empty(await LookUpsAsync());
    }

    [StoreFact]
    public async Task An_unknown_item_is_answered_as_soon_as_it_is_found_whenever_the_read_began()
    {
        await ApplyAsync(Update(4, 200, 200));

        Assert.True((await ReadAsync(Found(100))).IsAnswered);
    }

    [StoreFact]
    public async Task A_conflict_is_answered_only_by_a_read_from_after_it()
    {
        await ReadAsync(Found(10));
        await ApplyAsync(Update(4, 200, 200));
        await ApplyAsync(Update(6, 200, 200));

        Assert.False((await ReadAsync(Found(200, updatedAt: 200, levels: [(Here, 4)]))).IsAnswered);
        Assert.True((await ReadAsync(Found(201, updatedAt: 200, levels: [(Here, 6)]))).IsAnswered);

        Assert.Equal("6", await AvailableAsync());
        Assert.Empty(await LookUpsAsync());
    }

    [StoreFact]
    public async Task Needs_of_one_item_coalesce_to_the_first_asking_the_later_times_and_the_harder_reason()
    {
        await Store.ApplyLevelAsync(Update(4, 200, 200), At(1_000), CancellationToken.None);
        await Store.ApplyLevelAsync(Update(3, 300, 300, There), At(2_000), CancellationToken.None);
        await Store.ApplyLevelAsync(Update(6, 200, 200), At(3_000), CancellationToken.None);

        var lookUp = Assert.Single(await Store.GetDueLookUpsAsync(Now, 10, CancellationToken.None));

        Assert.Equal(new PendingLookUp(LookUpKind.InventoryItem, Item, LookUpReason.Conflict, At(1_000), At(300), At(2_000), 0), lookUp);
    }

    [StoreFact]
    public async Task A_look_up_that_is_put_off_is_due_later_and_counts_its_tries()
    {
        var need = (await ApplyAsync(Update(4, 200, 200))).LookUp!;

        await Store.PostponeLookUpAsync(need, Now.Add(TimeSpan.FromSeconds(30)), CancellationToken.None);
        await Store.PostponeLookUpAsync(need, Now.Add(TimeSpan.FromSeconds(10)), CancellationToken.None); // never moved forward

        Assert.Empty(await Store.GetDueLookUpsAsync(Now.Add(TimeSpan.FromSeconds(29)), 10, CancellationToken.None));
        Assert.Equal(
            need with { NotBefore = Now.Add(TimeSpan.FromSeconds(30)), Tries = 2 },
            Assert.Single(await Store.GetDueLookUpsAsync(Now.Add(TimeSpan.FromSeconds(30)), 10, CancellationToken.None)));
    }

    [StoreFact]
    public async Task A_webhook_does_not_hurry_a_look_up_that_was_put_off()
    {
        var need = (await ApplyAsync(Update(4, 200, 200))).LookUp!;
        await Store.PostponeLookUpAsync(need, Now.Add(TimeSpan.FromHours(1)), CancellationToken.None);

        Assert.Equal(Now.Add(TimeSpan.FromHours(1)), (await ApplyAsync(Update(3, 201, 201))).LookUp!.NotBefore);
    }

    [StoreFact]
    public async Task A_look_up_that_was_answered_meanwhile_is_not_put_off_into_being()
    {
        var need = (await ApplyAsync(Update(4, 200, 200))).LookUp!;
        await ReadAsync(Found(201));

        await Store.PostponeLookUpAsync(need, Now, CancellationToken.None);

        Assert.Empty(await LookUpsAsync());
    }

    [StoreFact]
    public async Task Due_look_ups_come_the_oldest_first_and_no_more_than_asked_for()
    {
        for (var item = 1; item <= 5; item++)
            await Store.ApplyLevelAsync(Update(4, 200, 200, item: 20 - item), At(1_000 + item), CancellationToken.None);

        var due = await Store.GetDueLookUpsAsync(At(1_004), 3, CancellationToken.None);

        Assert.Equal([19L, 18L, 17L], due.Select(lookUp => lookUp.Id));
        Assert.Equal(4, (await Store.GetDueLookUpsAsync(At(1_004), 10, CancellationToken.None)).Count);
    }

    [StoreFact]
    public async Task A_look_up_that_is_applied_twice_changes_nothing_the_second_time()
    {
        await ApplyAsync(Update(4, 200, 200));
        await ReadAsync(Found(100, levels: [(Here, 5), (There, 3)]));
        var before = await EverythingAsync();

        var change = await ReadAsync(Found(100, levels: [(Here, 5), (There, 3)]));

        Assert.Equal((change.OldAvailable, true), (change.NewAvailable, change.IsAnswered));
        Assert.Equal(before, await EverythingAsync());
    }

    protected static ItemRead Gone(double seenAt, long item = Item) => new(item, At(seenAt), null);

    protected static ItemRead WithoutVariants(ItemRead read) => read with { Item = read.Item! with { Variants = [] } };

    protected Task<IReadOnlyList<string>> LookUpsAsync() =>
        Database.QueryAsync("SELECT Id, Reason FROM PendingLookUp WHERE Kind = 1 ORDER BY Id");

    /// <summary>What the tables hold, versions and all.</summary>
    protected async Task<string> EverythingAsync()
    {
        List<string> rows = [];
        foreach (var (table, key) in ((string, string)[])
        [
            ("Sku", "VariantId"), ("Product", "ProductId"), ("InventoryItem", "InventoryItemId"),
            ("InventoryLevel", "InventoryItemId, LocationId"), ("Location", "LocationId"), ("PendingLookUp", "Kind, Id"),
            ("RawSkusFromShopify", "VariantId"), ("RawInventoryLevelsFromShopify", "InventoryItemId, LocationId"),
            ("SyncDrift", "SyncRunId, Kind"),
        ])
        {
            rows.Add(table);
            rows.AddRange(await Database.QueryAsync($"SELECT * FROM {table} ORDER BY {key}"));
        }

        return string.Join('\n', rows);
    }

    private async Task HoldLevelAsync(int? value, double updatedAt, double seenAt, ObservedBy by)
    {
        if (by is ObservedBy.Webhook) await ApplyAsync(Update(value, updatedAt, seenAt));
        else await ReadAsync(Found(seenAt, updatedAt: updatedAt, levels: [(Here, value!.Value)]));
    }

    private async Task AssertConflictAsync(bool isConflict) =>
        Assert.Equal(isConflict ? [$"{Item}|{(int)LookUpReason.Conflict}"] : [], await LookUpsAsync());

    private static ItemRead Named(ItemRead read, string title) => read with
    {
        Item = read.Item! with
        {
            Variants =
            [
                .. read.Item.Variants.Select(variant => variant with
                {
                    Details = variant.Details with { Title = title },
                    Product = variant.Product with { Details = variant.Product.Details with { Title = title } },
                }),
            ],
        },
    };

    private static string Digit(bool value) => (value ? 1 : 0).ToString(CultureInfo.InvariantCulture);
}
