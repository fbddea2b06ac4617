using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Inventory;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task The_first_full_sync_fills_every_table_and_finds_no_drift()
    {
        var report = await SyncAsync(
            100, [StagedOf(), StagedOf(variant: 102, item: 12, title: "Large", sku: null, tracked: false, price: 1234.50m)],
            [LevelOf(5, onHand: 7, committed: 2, incoming: 1), LevelOf(3, location: There), LevelOf(9, item: 12)]);

        Assert.Equal(new SyncReport(IsDiscarded: false, 2, 3, 2, 3, 0, 0, 0, 0), report);
        Assert.Equal(
            [
                "101|1001|11|SKU-1|4006381333931|Small|19.90|Shirt|ACTIVE|1|8",
                "102|1001|12|null|4006381333931|Large|1234.50|Shirt|ACTIVE|0|null",
            ],
            await Database.QueryAsync(
                "SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, "
                + "Available FROM SkuLive ORDER BY VariantId"));
        Assert.Equal(["11|7|5|1", "11|8|3|1", "12|7|9|1"], await LevelsAsync());
        Assert.Equal(["7|2|1"], await Database.QueryAsync(
            "SELECT OnHand, Committed, Incoming FROM InventoryLevel WHERE InventoryItemId = 11 AND LocationId = 7"));
        Assert.Equal(
            ["7|Shop|1|0", "8|Warehouse|1|0"],
            await Database.QueryAsync("SELECT LocationId, Name, IsActive, IsDeleted FROM Location ORDER BY LocationId"));
        Assert.Empty(await Database.QueryAsync("SELECT SyncRunId FROM SyncDrift"));
    }

    [StoreFact]
    public async Task The_raw_tables_hold_the_download_exactly()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5, onHand: 7, committed: 2, incoming: 1)]);
        await SyncAsync(
            200, [StagedOf(
                variant: 102, product: 1002, item: 12, title: "Large", productTitle: "Coat", status: "DRAFT", updatedAt: 150,
                productUpdatedAt: 151, itemUpdatedAt: 152)],
            [LevelOf(-3, item: 12, updatedAt: 153)]);

        Assert.Equal(
            [$"102|1002|12|SKU-1|4006381333931|Coat|Large|19.90|DRAFT|1"
                + $"|{At(150).Nanoseconds}|{At(151).Nanoseconds}|{At(152).Nanoseconds}|2"],
            await Database.QueryAsync(
                "SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked, "
                + "VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, SyncRunId FROM RawSkusFromShopify"));
        Assert.Equal(
            [$"12|7|-3|0|0|0|{At(153).Nanoseconds}"],
            await Database.QueryAsync(
                "SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt "
                + "FROM RawInventoryLevelsFromShopify"));
    }

    [StoreTheory(LeavesOut = nameof(LeaveOutWebhooks))]
    [MemberData(nameof(PrecedenceTests.Cases), MemberType = typeof(PrecedenceTests))]
    public async Task A_level_of_a_download_is_decided_as_the_rule_says(
        int? heldValue, double heldUpdatedAt, double heldSeenAt, ObservedBy heldBy, int? value, double updatedAt, double seenAt,
        ObservedBy by, Outcome expected)
    {
        Assert.Equal(ObservedBy.Read, by);
        await ReadAsync(Found(-1));
        await SyncAsync(-1, [StagedOf()], []);
        await HoldLevelAsync(heldValue, heldUpdatedAt, heldSeenAt, heldBy);

        var report = await SyncAsync(seenAt, [StagedOf()], [LevelOf(value!.Value, updatedAt: updatedAt)]);

        var kept = expected.Writes() ? value : heldValue;
        Assert.Equal([$"{kept}"], await Database.QueryAsync("SELECT Available FROM InventoryLevel"));
        Assert.Equal($"{kept}", await AvailableAsync());
        Assert.Equal(expected.Writes() ? 1 : 0, report.Drift + report.InFlight);
        await AssertConflictAsync(expected.IsConflict());
    }

    [StoreTheory]
    [MemberData(nameof(PrecedenceTests.PresenceCases), MemberType = typeof(PrecedenceTests))]
    public async Task The_presence_of_a_level_in_a_download_is_decided_as_the_rule_says(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected)
    {
        await SyncAsync(-1, [StagedOf()], []);
        await ApplyAsync(held ? Connect(5, 1, heldSeenAt) : Disconnect(heldSeenAt));

        await SyncAsync(seenAt, [StagedOf()], offered ? [LevelOf(5)] : []);

        Assert.Equal([Digit(expected.Writes() ? offered : held)], await Database.QueryAsync("SELECT IsConnected FROM InventoryLevel"));
        await AssertConflictAsync(expected.IsConflict());
    }

    [StoreTheory]
    [MemberData(nameof(PrecedenceTests.PresenceCases), MemberType = typeof(PrecedenceTests))]
    public async Task The_presence_of_variant_item_and_product_in_a_download_is_decided_as_the_rule_says(
        bool held, double heldSeenAt, bool offered, double seenAt, Outcome expected)
    {
        await SyncAsync(-1, [StagedOf(), StagedOf(variant: 999, product: 9999, item: 99)], []);
        await ReadAsync(held ? Found(heldSeenAt) : Gone(heldSeenAt));

        await SyncAsync(
            seenAt,
            offered ? [StagedOf(), StagedOf(variant: 999, product: 9999, item: 99)] : [StagedOf(variant: 999, product: 9999, item: 99)],
            []);

        var isDeleted = Digit(!(expected.Writes() ? offered : held));
        Assert.Equal([isDeleted], await Database.QueryAsync("SELECT IsDeleted FROM Sku WHERE VariantId = 101"));
        Assert.Equal([isDeleted], await Database.QueryAsync("SELECT IsDeleted FROM InventoryItem WHERE InventoryItemId = 11"));
        await AssertConflictAsync(expected.IsConflict());
    }

    /// <summary>Held and offered: title, UpdatedAt, SeenAt; what stays, and whether a later read has to tell.</summary>
    [StoreTheory]
    [InlineData("a", 10, 10, "b", 10, 11, "b", false)] // seen later
    [InlineData("a", 10, 11, "b", 10, 10, "a", false)] // seen earlier, the same stamp
    [InlineData("a", 10, 11, "b", 11, 10, "b", false)] // seen earlier, a later stamp
    [InlineData("a", 10, 11, "b", 9, 10, "a", false)] // seen earlier, an earlier stamp
    [InlineData("a", 99, 10, "b", 10, 100, "b", false)] // heals a stamp that is ahead
    [InlineData("a", 99, 10, "b", 10, 11, "a", false)] // seen no later than the stamp says
    [InlineData("a", 10, 10, "b", 10, 10, "a", true)]
    [InlineData("b", 10, 10, "a", 10, 10, "a", true)]
    [InlineData("a", 10, 10, "a", 10, 10, "a", false)]
    public async Task Details_in_a_download_are_decided_as_the_rule_says(
        string held, double heldUpdatedAt, double heldSeenAt, string offered, double updatedAt, double seenAt, string expected,
        bool isConflict)
    {
        await SyncAsync(-1, [StagedOf()], []);
        await ReadAsync(Named(Found(heldSeenAt, updatedAt: heldUpdatedAt), held));

        var report = await SyncAsync(seenAt, [StagedOf(title: offered, productTitle: offered, updatedAt: updatedAt, itemUpdatedAt: 1)], []);

        Assert.Equal([$"{expected}|{expected}"], await Database.QueryAsync("SELECT Title, ProductTitle FROM Sku"));
        Assert.Equal([expected], await Database.QueryAsync("SELECT Title FROM Product"));
        Assert.Equal(expected == held ? 0 : 2, report.Drift + report.InFlight);
        await AssertConflictAsync(isConflict);
    }

    [StoreTheory]
    [InlineData(true, 10, 10, false, 10, 11, false, false)]
    [InlineData(true, 10, 11, false, 10, 10, true, false)]
    [InlineData(true, 10, 11, false, 11, 10, false, false)]
    [InlineData(true, 99, 10, false, 10, 100, false, false)]
    [InlineData(true, 99, 10, false, 10, 11, true, false)]
    [InlineData(true, 10, 10, false, 10, 10, false, true)]
    [InlineData(false, 10, 10, true, 10, 10, false, true)]
    [InlineData(true, 10, 10, true, 10, 10, true, false)]
    public async Task Whether_an_item_is_tracked_is_decided_in_a_download_as_the_rule_says(
        bool held, double heldUpdatedAt, double heldSeenAt, bool offered, double updatedAt, double seenAt, bool expected, bool isConflict)
    {
        await SyncAsync(-1, [StagedOf()], []);
        await ReadAsync(Found(heldSeenAt, tracked: held, updatedAt: heldUpdatedAt, levels: [(Here, 5)]));

        await SyncAsync(
            seenAt, [StagedOf(tracked: offered, updatedAt: heldUpdatedAt, itemUpdatedAt: updatedAt)],
            [LevelOf(5, updatedAt: heldUpdatedAt)]);

        Assert.Equal([$"{Digit(expected)}|{Digit(expected)}|{(expected ? "5" : "null")}"], await Database.QueryAsync(
            "SELECT i.Tracked, s.Tracked, s.Available FROM Sku s JOIN InventoryItem i ON i.InventoryItemId = s.InventoryItemId"));
        await AssertConflictAsync(isConflict);
    }

    [StoreFact]
    public async Task A_variant_of_one_version_at_two_items_is_a_conflict()
    {
        await SyncAsync(-1, [StagedOf(), StagedOf(variant: 102, item: 12)], []);
        await ReadAsync(Found(10, updatedAt: 10) with { InventoryItemId = 12 });

        await SyncAsync(10, [StagedOf(updatedAt: 10), StagedOf(variant: 102, item: 12)], []);

        Assert.Equal(["11"], await Database.QueryAsync("SELECT InventoryItemId FROM Sku WHERE VariantId = 101")); // the smaller one
        Assert.Contains($"{Item}|{(int)LookUpReason.Conflict}", await LookUpsAsync());
    }

    [StoreFact]
    public async Task A_webhook_that_is_newer_than_the_download_keeps_its_number()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);
        await ApplyAsync(Update(4, 250, 250));

        var report = await SyncAsync(200, [StagedOf()], [LevelOf(5)]);

        Assert.Equal("4", await AvailableAsync());
        Assert.Equal((0, 0, 0, 0), (report.Drift, report.InFlight, report.SkusWritten, report.LevelsWritten));
        Assert.Equal(["5"], await Database.QueryAsync("SELECT Available FROM RawInventoryLevelsFromShopify"));
    }

    [StoreFact]
    public async Task What_the_webhooks_had_missed_is_repaired_and_told_as_drift()
    {
        await SyncAsync(
            100, [StagedOf(), StagedOf(variant: 102, item: 12)], [LevelOf(5), LevelOf(3, location: There), LevelOf(9, item: 12)]);

        var report = await SyncAsync(
            200,
            [StagedOf(title: "Tiny", updatedAt: 150, productUpdatedAt: 1, itemUpdatedAt: 1), StagedOf(
                variant: 103, item: 13, title: "New", updatedAt: 160, productUpdatedAt: 1, itemUpdatedAt: 160)],
            [LevelOf(4, updatedAt: 150), LevelOf(1, item: 13, updatedAt: 160)]);

        Assert.Equal(
            [
                "available|null|11|7|5|4", "available|null|13|7|null|1", "connected|null|11|8|1|0", "connected|null|12|7|1|0",
                "variant|101|11|null|[\"SKU-1\",\"4006381333931\",\"Small\",\"19.90\"]|[\"SKU-1\",\"4006381333931\",\"Tiny\",\"19.90\"]",
                "variant presence|102|12|null|1|0", "variant presence|103|13|null|0|1",
            ],
            await Database.QueryAsync(
                "SELECT Kind, VariantId, InventoryItemId, LocationId, Was, Became FROM SyncDrift ORDER BY Kind, VariantId, "
                + "InventoryItemId, LocationId"));
        Assert.Equal((7, 0), (report.Drift, report.InFlight));
        Assert.Equal(["101|4", "103|1"], await Database.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY VariantId"));
    }

    [StoreFact]
    public async Task What_changed_within_the_margin_is_in_flight_and_no_drift()
    {
        await SyncAsync(
            100, [StagedOf(), StagedOf(variant: 102, item: 12)], [LevelOf(5), LevelOf(5, location: There), LevelOf(5, item: 12)]);

        var report = await SyncAsync(
            200, [StagedOf(), StagedOf(variant: 102, item: 12)],
            [LevelOf(4, updatedAt: 200), LevelOf(4, location: There, updatedAt: 201), LevelOf(4, item: 12, updatedAt: 320)]);

        Assert.Equal((1, 2), (report.Drift, report.InFlight));
        Assert.Equal(
            ["7|0", "7|1", "8|1"],
            await Database.QueryAsync("SELECT LocationId, IsInFlight FROM SyncDrift ORDER BY LocationId, IsInFlight"));
    }

    [StoreFact]
    public async Task A_second_sync_of_an_unchanged_store_writes_nothing_that_readers_see()
    {
        StagedVariant[] variants = [StagedOf(), StagedOf(variant: 102, item: 12, tracked: false)];
        StagedLevel[] levels = [LevelOf(5), LevelOf(3, location: There), LevelOf(9, item: 12)];
        await SyncAsync(100, variants, levels);

        Assert.Equal(
            new SyncReport(IsDiscarded: false, 2, 3, 0, 0, 0, 0, 0, 0, new DriftMeasures(2, 0, 0, 0)),
            await SyncAsync(200, variants, levels));
    }

    /// <summary>By the number, by the details, by the product's copies, by coming and by going.</summary>
    [StoreFact]
    public async Task The_rows_that_readers_see_changed_are_counted_each_once()
    {
        await SyncAsync(
            100,
            [
                StagedOf(), StagedOf(variant: 102, item: 12), StagedOf(variant: 103, item: 13, product: 1003),
                StagedOf(variant: 104, item: 14), StagedOf(variant: 106, item: 16, product: 1006),
            ],
            [LevelOf(5), LevelOf(5, location: There), LevelOf(5, item: 12), LevelOf(5, item: 16)]);

        var report = await SyncAsync(
            200,
            [
                StagedOf(title: "Tiny", updatedAt: 150), // its details and its number
                StagedOf(variant: 102, item: 12, updatedAt: 1), // nothing
                StagedOf(variant: 103, item: 13, product: 1003, productTitle: "Hat", updatedAt: 150), // its product's title
                StagedOf(variant: 105, item: 15), // new, and 104 is gone
                StagedOf(variant: 106, item: 16, product: 1006),
            ],
            [LevelOf(4, updatedAt: 150), LevelOf(5, item: 12), LevelOf(6, item: 16, updatedAt: 150), LevelOf(0, item: 15)]);

        // 101, 103, 105, 104 and 106; 11 at Here and There (gone), 16 at Here, and 15 at Here (new).
        Assert.Equal((5, 4), (report.SkusWritten, report.LevelsWritten));
    }

    [StoreFact]
    public async Task The_first_sync_counts_what_look_ups_had_not_brought_already()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        var report = await SyncAsync(100, [StagedOf(), StagedOf(variant: 102, item: 12)], [LevelOf(5), LevelOf(3, item: 12)]);

        Assert.Equal((1, 1, 0), (report.SkusWritten, report.LevelsWritten, report.Drift));
    }

    [StoreFact]
    public async Task Other_digits_of_the_same_price_are_no_drift()
    {
        await SyncAsync(100, [StagedOf(price: 20.0m)], []);

        Assert.Equal(0, (await SyncAsync(200, [StagedOf(price: 20.00m)], [])).Drift);
    }

    [StoreFact]
    public async Task Shared_items_that_come_twice_count_once_by_the_newer_and_of_one_second_by_the_smaller()
    {
        var report = await SyncAsync(
            100,
            [StagedOf(itemUpdatedAt: 5, tracked: false), StagedOf(variant: 102, itemUpdatedAt: 6)],
            [
                LevelOf(5, updatedAt: 10), LevelOf(4, updatedAt: 11), LevelOf(9, updatedAt: 9), LevelOf(3, location: There, updatedAt: 10),
                LevelOf(2, location: There, updatedAt: 10),
            ]);

        Assert.Equal((2, 2), (report.Variants, report.Levels));
        Assert.Equal(["11|7|4|1", "11|8|2|1"], await LevelsAsync());
        Assert.Equal(
            ["101|6|1", "102|6|1"], await Database.QueryAsync("SELECT VariantId, Available, Tracked FROM SkuLive ORDER BY VariantId"));
    }

    /// <summary>Whatever the order of the lines, which Shopify does not promise.</summary>
    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_a_download_says_twice_is_settled_without_regard_to_its_order(bool isReversed)
    {
        StagedVariant[] variants =
        [
            StagedOf(title: "b", productTitle: "y", updatedAt: 5), StagedOf(title: "a", productTitle: "z", updatedAt: 5),
            StagedOf(title: "c", productTitle: "x", updatedAt: 4),
            StagedOf(variant: 102, title: "d", productTitle: "w", updatedAt: 5, tracked: false),
        ];

        await SyncAsync(100, isReversed ? [.. variants.Reverse()] : variants, []);

        Assert.Equal(
            ["101|a|w|0", "102|d|w|0"],
            await Database.QueryAsync("SELECT VariantId, Title, ProductTitle, Tracked FROM Sku ORDER BY VariantId"));
    }

    [StoreFact]
    public async Task What_the_download_does_not_list_is_absent()
    {
        await SyncAsync(
            100, [StagedOf(), StagedOf(variant: 102, item: 12, product: 1002)],
            [LevelOf(5), LevelOf(3, location: There), LevelOf(9, item: 12)]);

        await SyncAsync(200, [StagedOf()], [LevelOf(5)]);

        Assert.Equal(["101|5"], await Database.QueryAsync("SELECT VariantId, Available FROM SkuLive"));
        Assert.Equal(["11|7|5|1", "11|8|3|0", "12|7|9|0"], await LevelsAsync());
        Assert.Equal(["1001|0", "1002|1"], await Database.QueryAsync("SELECT ProductId, IsDeleted FROM Product ORDER BY ProductId"));
        Assert.Equal(
            ["11|0", "12|1"], await Database.QueryAsync("SELECT InventoryItemId, IsDeleted FROM InventoryItem ORDER BY InventoryItemId"));
    }

    [StoreFact]
    public async Task What_comes_back_is_present_again()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);
        await SyncAsync(200, [StagedOf(variant: 102, item: 12)], []);

        await SyncAsync(300, [StagedOf()], [LevelOf(5)]);

        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|1|5", await SkuAsync());
    }

    [StoreFact]
    public async Task Levels_that_a_cut_off_item_lacks_stay_and_are_looked_up()
    {
        await SyncAsync(100, [StagedOf(locations: 2)], [LevelOf(5), LevelOf(3, location: There)]);

        var report = await SyncAsync(200, [StagedOf(locations: 2)], [LevelOf(4, updatedAt: 150)]);

        Assert.Equal((1, 1), (report.ItemsWithFewerLevels, report.LookUpsAsked));
        Assert.Equal("7", await AvailableAsync());
        Assert.Equal(
            new PendingLookUp(LookUpKind.InventoryItem, Item, LookUpReason.FewerLevels, Now, At(200), Now, 0),
            Assert.Single(await Store.GetDueLookUpsAsync(Now, 10, CancellationToken.None)));
    }

    [StoreFact]
    public async Task Of_very_many_items_with_fewer_levels_300_are_looked_up_and_first_those_that_lack_a_level_that_was_there()
    {
        const int Last = 400;
        await SyncAsync(100, [StagedOf(variant: Last, item: Last)], [LevelOf(5, item: Last), LevelOf(3, location: There, item: Last)]);

        var report = await SyncAsync(
            200,
            [.. Enumerable.Range(1, Last).Select(n => StagedOf(variant: n, item: n, locations: 2))],
            [.. Enumerable.Range(1, Last).Select(n => LevelOf(5, item: n))]);

        Assert.Equal((Last, 300), (report.ItemsWithFewerLevels, report.LookUpsAsked));
        Assert.Contains($"{Last}|{(int)LookUpReason.FewerLevels}", await LookUpsAsync());
    }

    [StoreFact]
    public async Task Look_ups_that_the_download_answers_are_done_and_the_others_stay()
    {
        await ApplyAsync(Update(4, 90, 90)); // unknown, and in the download
        await ApplyAsync(Update(4, 250, 250, item: 12)); // unknown, after the read, and in the download all the same
        await ApplyAsync(Update(4, 90, 90, item: 13)); // unknown, before the read, and not in the download: Shopify has none
        await ApplyAsync(Update(4, 250, 250, item: 14)); // unknown, after the read, and not in the download: it may be new
        foreach (var (item, seenAt) in ((long, double)[])[(15, 150), (16, 250)])
        {
            await ReadAsync(Found(1) with { InventoryItemId = item });
            await ApplyAsync(Update(4, seenAt, seenAt, item: item));
            await ApplyAsync(Update(5, seenAt, seenAt, item: item)); // a conflict, before the read and after it
        }

        await SyncAsync(
            200, [StagedOf(), StagedOf(variant: 102, item: 12), StagedOf(variant: 105, item: 15), StagedOf(variant: 106, item: 16)],
            [LevelOf(4), LevelOf(4, item: 12), LevelOf(4, item: 15), LevelOf(4, item: 16)]);

        Assert.Equal([$"14|{(int)LookUpReason.UnknownItem}", $"16|{(int)LookUpReason.Conflict}"], await LookUpsAsync());
    }

    [StoreTheory]
    [InlineData(100)]
    [InlineData(99)]
    public async Task A_run_that_is_not_newer_than_the_last_applied_one_is_discarded(double seenAt)
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);
        var before = await EverythingAsync();

        var report = await SyncAsync(seenAt, [StagedOf(title: "Other", updatedAt: 300)], [LevelOf(9, updatedAt: 300)]);

        Assert.True(report.IsDiscarded);
        Assert.Equal(before, await EverythingAsync());
        var run = await Store.GetLatestRunAsync(CancellationToken.None);
        Assert.Equal((SyncState.Discarded, null, Now), (run!.State, run.Owner, run.EndedAt));
        Assert.Equal(
            new StagedCounts(0, 0, 0, 0),
            await Store.CountStagedAsync(new RunLease((await LeaseAsync("next"))!.Id, "next"), CancellationToken.None));
    }

    [StoreFact]
    public async Task A_run_that_succeeded_says_what_it_did()
    {
        var report = await SyncAsync(100, [StagedOf(locations: 3)], [LevelOf(5)]);

        var run = await Store.GetLatestRunAsync(CancellationToken.None);

        Assert.Equal((SyncState.Succeeded, null, Now, null), (run!.State, run.Owner, run.EndedAt, run.Error));
        Assert.Equal((report, report.Variants), (run.Report, 1));
        Assert.Equal(1, report.ItemsWithFewerLevels);
    }

    [StoreFact]
    public async Task An_item_that_is_not_tracked_any_more_has_no_availability()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);

        await SyncAsync(200, [StagedOf(tracked: false, updatedAt: 150)], [LevelOf(5)]);

        Assert.Equal("null", await AvailableAsync());
    }

    [StoreFact]
    public async Task Only_included_active_and_known_locations_count()
    {
        Store = await OpenAsync(Here, 9, 10);
        await SyncAsync(
            100, [StagedOf()], [LevelOf(1), LevelOf(20, location: There), LevelOf(300, location: 9), LevelOf(4_000, location: 10)],
            [new(Here, "Shop", IsActive: true), new(There, "Warehouse", IsActive: true), new(9, "Attic", IsActive: false), new(
                10, "Cellar", IsActive: true)]);
        Assert.Equal("4001", await AvailableAsync());

        await SyncAsync(
            200, [StagedOf()], [LevelOf(1), LevelOf(20, location: There), LevelOf(300, location: 9)],
            [new(Here, "Shop", IsActive: true), new(There, "Warehouse", IsActive: true), new(9, "Attic", IsActive: true)]);

        Assert.Equal("301", await AvailableAsync()); // the cellar is gone, the attic is open
        Assert.Equal(
            ["7|Shop|1|0", "8|Warehouse|1|0", "9|Attic|1|0", "10|Cellar|0|1"],
            await Database.QueryAsync("SELECT LocationId, Name, IsActive, IsDeleted FROM Location ORDER BY LocationId"));
    }

    [StoreFact]
    public async Task OnHand_committed_and_incoming_are_the_last_downloads_even_where_a_newer_webhook_keeps_its_number()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5, onHand: 5)]);
        await ApplyAsync(Update(4, 250, 250));

        await SyncAsync(200, [StagedOf()], [LevelOf(5, onHand: 8, committed: 3, incoming: 2)]);

        Assert.Equal(["4|8|3|2"], await Database.QueryAsync("SELECT Available, OnHand, Committed, Incoming FROM InventoryLevel"));
    }

    [StoreFact]
    public async Task An_availability_that_was_not_the_sum_of_its_levels_is_repaired_and_told()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5)]);
        await Database.ExecuteAsync("UPDATE Sku SET Available = 99");

        var report = await SyncAsync(200, [StagedOf()], [LevelOf(5)]);

        Assert.Equal((1, 0), (report.Drift, report.InFlight));
        Assert.Equal(["sum|101|99|5"], await Database.QueryAsync("SELECT Kind, VariantId, Was, Became FROM SyncDrift"));
        Assert.Equal("5", await AvailableAsync());
    }

    [StoreFact]
    public async Task Readers_see_the_old_rows_until_the_commit_and_never_none()
    {
        StagedVariant[] Variants(string title, double updatedAt) =>
            [.. Enumerable.Range(1, 2_000).Select(n => StagedOf(variant: n, product: n, item: n, title: title, updatedAt: updatedAt))];
        StagedLevel[] Levels(int available, double updatedAt) =>
            [.. Enumerable.Range(1, 2_000).Select(n => LevelOf(available, item: n, updatedAt: updatedAt))];
        await SyncAsync(100, Variants("old", 1), Levels(5, 1));
        var isDone = false;

        var reading = Task.Factory.StartNew(
            async () =>
            {
                HashSet<string> seen = new(StringComparer.Ordinal);
                while (!Volatile.Read(ref isDone))
                {
                    seen.UnionWith(await Database.QueryAsync(
                        "SELECT (SELECT COUNT(*) FROM RawSkusFromShopify), (SELECT COUNT(*) FROM RawInventoryLevelsFromShopify), COUNT(*), "
                        + "MIN(Title), MAX(Title), SUM(Available) FROM SkuLive"));
                }

                return seen;
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
        await SyncAsync(200, Variants("new", 150), Levels(4, 150));
        Volatile.Write(ref isDone, value: true);

        Assert.Subset(
            new HashSet<string>(StringComparer.Ordinal) { "2000|2000|2000|old|old|10000", "2000|2000|2000|new|new|8000" }, await reading);
    }

    [StoreFact]
    public async Task A_webhook_after_a_full_sync_is_applied_on_what_it_left()
    {
        await SyncAsync(100, [StagedOf()], [LevelOf(5), LevelOf(3, location: There)]);

        Assert.Equal((Outcome.Superseded, 8), await Applied(Update(9, 99, 99)));
        Assert.Equal((Outcome.Applied, 7), await Applied(Update(4, 200, 200)));

        async Task<(Outcome?, int?)> Applied(LevelObservation observation)
        {
            var change = await ApplyAsync(observation);
            return (change.Available, change.NewAvailable);
        }
    }
}
