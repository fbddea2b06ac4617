using System.Globalization;
using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private const long OtherVariant = 102;
    private const long OtherItem = 12;

    [StoreFact]
    public async Task A_new_product_is_there_at_once_and_its_unknown_items_are_looked_up()
    {
        var change = await ApplyAsync(Listed(200, 199, [Body(Variant, Item), Body(OtherVariant, OtherItem, "SKU-2")]));

        Assert.Equal((Outcome.Applied, Outcome.Applied, true), (change.Details, change.Presence, change.IsRenamed));
        Assert.Equal(["SKU-1", "SKU-2"], change.Variants.Select(variant => variant.Sku));
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|null|null", await SkuAsync());
        Assert.Equal(
            [new PendingLookUp(LookUpKind.InventoryItem, Item, LookUpReason.UnknownItem, Now, At(200), Now, 0), new PendingLookUp(
                LookUpKind.InventoryItem, OtherItem, LookUpReason.UnknownItem, Now, At(200), Now, 0)],
            change.LookUps);
    }

    [StoreFact]
    public async Task An_item_and_its_level_may_come_before_their_product()
    {
        await ApplyAsync(Tracks(true, 200, 200));
        await ApplyAsync(Connect(5, 200, 200));

        var change = await ApplyAsync(Listed(201, 199, [Body(Variant, Item)]));

        Assert.Empty(change.LookUps);
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|1|5", await SkuAsync());
    }

    [StoreFact]
    public async Task An_item_and_its_level_may_come_after_their_product()
    {
        await ApplyAsync(Listed(201, 199, [Body(Variant, Item)]));
        await ApplyAsync(Connect(5, 200, 200));

        var change = await ApplyAsync(Tracks(true, 200, 200));

        Assert.Equal(
            (Outcome.Applied, Outcome.Applied, null, 5), (change.Tracked, change.Presence, change.OldAvailable, change.NewAvailable));
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|1|5", await SkuAsync());
    }

    [StoreFact]
    public async Task The_availability_goes_when_tracking_is_switched_off_and_comes_back_with_it()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        Assert.Equal((5, null), await AvailabilitiesAsync(Tracks(false, 200, 200)));
        await ApplyAsync(Update(4, 201, 201));
        Assert.Equal((null, 4), await AvailabilitiesAsync(Tracks(true, 202, 202)));

        async Task<(int?, int?)> AvailabilitiesAsync(ItemObservation item) =>
            await ApplyAsync(item) is var change ? (change.OldAvailable, change.NewAvailable) : default;
    }

    [StoreFact]
    public async Task A_renamed_code_and_a_renamed_product_reach_the_row()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        var change = await ApplyAsync(Listed(200, 200, [Body(Variant, Item, "SKU-NEW", updatedAt: 200)], title: "Jacket", status: "DRAFT"));

        Assert.True(change.IsRenamed);
        Assert.Equal(
            new VariantChange(Variant, "SKU-NEW", Outcome.Applied, Outcome.Applied, IsVisible: true), Assert.Single(change.Variants));
        Assert.Equal("SKU-NEW|Small|19.90|Jacket|DRAFT|1|5", await SkuAsync());
    }

    [StoreFact]
    public async Task What_the_tables_cannot_hold_in_full_is_cut_and_rounded_and_its_repeat_is_a_repeat()
    {
        var much = new string('x', 5_000);
        var body = new VariantObservation(Variant, Item, new VariantDetails(much, much, much, 19.123456m), At(199));
        var product = Listed(200, 199, [body], title: much, status: much);
        await ApplyAsync(product);

        var repeated = await ApplyAsync(product);

        Assert.Equal((Outcome.Repeat, Outcome.Repeat, false), (repeated.Details, repeated.Presence, repeated.IsRenamed));
        Assert.Empty(repeated.Variants);
        Assert.Equal(
            [$"{much[..500]}|{much[..500]}|{much[..1_000]}|19.1235|{much[..1_000]}|{much[..50]}"],
            await Database.QueryAsync("SELECT Sku, Barcode, Title, Price, ProductTitle, ProductStatus FROM Sku"));
    }

    [StoreFact]
    public async Task A_product_that_was_only_sold_changes_nothing_but_versions_and_needs_no_read()
    {
        await ApplyAsync(Tracks(true, 100, 100));
        await ApplyAsync(Listed(200, 200, [Body(Variant, Item, updatedAt: 150)], [(OtherVariant, 150)]));
        await ReadAsync(new ProductRead(Product, At(201), new ProductContent(
            new ProductDetails("Shirt", "ACTIVE"), At(200),
            [Read(Body(Variant, Item, updatedAt: 150)), Read(Body(OtherVariant, OtherItem, "SKU-2", updatedAt: 150))])));
        var before = await VisibleAsync();

        var change = await ApplyAsync(Listed(300, 300, [Body(Variant, Item, updatedAt: 300)], [(OtherVariant, 150)]));

        Assert.Equal((false, 0, 0), (change.IsRenamed, change.Variants.Count, change.LookUps.Count));
        Assert.Equal(before, await VisibleAsync());
        Assert.Equal(["101|300|300|300", "102|150|201|300"], await Database.QueryAsync(
            "SELECT VariantId, DetailsUpdatedAt / 1000000000, DetailsSeenAt / 1000000000, PresenceSeenAt / 1000000000 FROM Sku "
            + "ORDER BY VariantId"));

        // The versions count: what is older than the sale and comes after it loses, although the sale changed nothing.
        await ApplyAsync(Listed(250, 250, [Body(Variant, Item, "OLD", updatedAt: 250)], title: "Old"));
        Assert.Equal(before, await VisibleAsync());
    }

    [StoreFact]
    public async Task Of_two_versions_of_a_product_that_disagree_the_smaller_stays_in_either_order_and_it_is_looked_up_after_the_margin()
    {
        await ApplyAsync(Listed(200, 200, [Body(Variant, Item, "B")], title: "B"));
        var kept = await ApplyAsync(Listed(200, 200, [Body(Variant, Item, "C")], title: "C"));
        Assert.Equal((Outcome.ConflictKept, Outcome.ConflictKept), (kept.Details, Assert.Single(kept.Variants).Details));

        var replaced = await ApplyAsync(Listed(200, 200, [Body(Variant, Item, "A")], title: "A"));

        Assert.Equal((Outcome.ConflictApplied, Outcome.ConflictApplied), (replaced.Details, Assert.Single(replaced.Variants).Details));
        Assert.Equal("A|Small|19.90|A|ACTIVE|null|null", await SkuAsync());
        Assert.Contains(
            new PendingLookUp(LookUpKind.Product, Product, LookUpReason.Conflict, Now, At(200), At(200 + 120 + 1), 0), replaced.LookUps);
    }

    [StoreTheory]
    [InlineData(true, false, Outcome.ConflictApplied)]
    [InlineData(false, true, Outcome.ConflictKept)]
    public async Task Of_two_versions_of_an_item_that_disagree_untracked_stays_and_it_is_looked_up_after_the_margin(
        bool first, bool second, Outcome expected)
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));
        await ApplyAsync(Tracks(first, 200, 200));

        var change = await ApplyAsync(Tracks(second, 200, 200));

        Assert.Equal(expected, change.Tracked);
        Assert.Equal("null", await AvailableAsync());
        Assert.Equal(
            new PendingLookUp(LookUpKind.InventoryItem, Item, LookUpReason.Conflict, Now, At(200), At(200 + 120 + 1), 0), change.LookUp);
    }

    [StoreTheory]
    [InlineData(true, Outcome.ConflictApplied)]
    [InlineData(false, Outcome.ConflictKept)]
    public async Task Of_two_lists_of_one_instant_that_disagree_about_a_variant_absent_stays_and_the_product_is_looked_up(
        bool listedFirst, Outcome expected)
    {
        var with = Listed(200, 200, [Body(Variant, Item), Body(OtherVariant, OtherItem)]);
        var without = Listed(200, 200, [Body(Variant, Item)]);

        await ApplyAsync(listedFirst ? with : without);
        var change = await ApplyAsync(listedFirst ? without : with);

        Assert.Equal(expected, Assert.Single(change.Variants).Presence);
        Assert.Contains(change.LookUps, lookUp => lookUp is { Kind: LookUpKind.Product, Reason: LookUpReason.Conflict });
        Assert.Equal(["101|0", "102|1"], await DeletedAsync());
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_variant_that_a_newer_list_leaves_out_is_gone_in_either_order(bool newerFirst)
    {
        var (older, newer) =
            (Listed(200, 200, [Body(Variant, Item), Body(OtherVariant, OtherItem)]), Listed(201, 201, [Body(Variant, Item)]));

        await ApplyAsync(newerFirst ? newer : older);
        await ApplyAsync(newerFirst ? older : newer);

        Assert.Equal(["101|0", "102|1"], await DeletedAsync());
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_late_update_does_not_revive_a_deleted_product_whether_it_was_known_or_not(bool wasKnown)
    {
        if (wasKnown) await ApplyAsync(Listed(100, 100, [Body(Variant, Item)]));
        await ApplyAsync(Deleted(200));

        var late = await ApplyAsync(Listed(150, 150, [Body(Variant, Item), Body(OtherVariant, OtherItem)], [(103, 150)]));

        Assert.Equal(Outcome.Superseded, late.Presence);
        Assert.Empty(await Database.QueryAsync("SELECT VariantId FROM SkuLive"));
        Assert.Equal(["1"], await Database.QueryAsync("SELECT IsDeleted FROM Product"));
        Assert.DoesNotContain(late.LookUps, lookUp => lookUp.Kind is LookUpKind.Product);
    }

    [StoreFact]
    public async Task A_deleted_item_has_nothing_to_sell_and_a_late_update_does_not_revive_it()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        Assert.Equal((5, 0), await ApplyAsync(ItemDeleted(200)) is var deleted ? (deleted.OldAvailable, deleted.NewAvailable) : default);
        Assert.Equal(Outcome.Superseded, (await ApplyAsync(Tracks(true, 150, 150))).Presence);

        Assert.Equal("0", await AvailableAsync());
        Assert.Equal(["1"], await Database.QueryAsync("SELECT IsDeleted FROM InventoryItem"));
    }

    [StoreFact]
    public async Task An_item_that_is_deleted_before_it_is_met_stays_deleted_and_is_not_looked_up()
    {
        await ApplyAsync(ItemDeleted(200));

        var change = await ApplyAsync(Listed(150, 150, [Body(Variant, Item)]));

        Assert.Empty(change.LookUps);
        Assert.Equal("null", await AvailableAsync());
        Assert.Equal(Outcome.Superseded, (await ApplyAsync(Tracks(true, 100, 100))).Presence);
        Assert.Equal("0", await AvailableAsync());
    }

    [StoreFact]
    public async Task Codes_may_be_null_blank_or_the_same()
    {
        await ApplyAsync(Listed(200, 200, [Body(1, 1, null), Body(2, 2, ""), Body(3, 3, "SAME"), Body(4, 4, "SAME")]));

        Assert.Equal(["null", "", "SAME", "SAME"], await Database.QueryAsync("SELECT Sku FROM SkuLive ORDER BY VariantId"));
    }

    [StoreFact]
    public async Task Variants_that_share_an_item_share_its_stock_and_its_tracking()
    {
        await ApplyAsync(Listed(200, 200, [Body(Variant, Item), Body(OtherVariant, Item, "SKU-2")]));
        await ApplyAsync(Tracks(true, 200, 200));

        var change = await ApplyAsync(Update(7, 201, 201));

        Assert.Equal(["SKU-1", "SKU-2"], change.Skus);
        Assert.Equal(7, change.NewAvailable);
        Assert.Equal(["1|7", "1|7"], await Database.QueryAsync("SELECT Tracked, Available FROM SkuLive"));
    }

    [StoreFact]
    public async Task A_variant_that_moves_to_another_item_takes_that_items_stock_and_tracking()
    {
        await ApplyAsync(Tracks(true, 100, 100));
        await ApplyAsync(Tracks(false, 100, 100, OtherItem));
        await ApplyAsync(Connect(5, 100, 100));
        await ApplyAsync(Listed(200, 200, [Body(Variant, Item), Body(OtherVariant, Item, "SKU-2")]));

        await ApplyAsync(Listed(201, 201, [Body(Variant, OtherItem, updatedAt: 201), Body(OtherVariant, Item, "SKU-2")]));

        Assert.Equal(
            ["101|12|0|null", "102|11|1|5"],
            await Database.QueryAsync("SELECT VariantId, InventoryItemId, Tracked, Available FROM SkuLive ORDER BY VariantId"));
        await ApplyAsync(Tracks(true, 202, 202, OtherItem));
        await ApplyAsync(Update(9, 202, 202, item: OtherItem));
        Assert.Equal(["101|9", "102|5"], await Database.QueryAsync("SELECT VariantId, Available FROM SkuLive ORDER BY VariantId"));
    }

    [StoreFact]
    public async Task A_variant_that_moves_to_an_unknown_item_waits_for_it()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        var change = await ApplyAsync(Listed(200, 200, [Body(Variant, OtherItem, updatedAt: 200)]));

        Assert.Equal((LookUpKind.InventoryItem, OtherItem), (Assert.Single(change.LookUps).Kind, change.LookUps[0].Id));
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|null|null", await SkuAsync());
    }

    [StoreFact]
    public async Task A_variant_that_its_old_items_read_does_not_list_is_looked_for_in_its_product()
    {
        await ReadAsync(Found(10, levels: [(Here, 5)]));

        await ReadAsync(new ItemRead(Item, At(300), null));
        // moved; older than the read, and so it cannot bring it back
        await ApplyAsync(Listed(200, 200, [Body(Variant, OtherItem, updatedAt: 200)]));

        Assert.Equal(["101|1"], await DeletedAsync());
        Assert.Equal(
            $"2|{Product}|5", Assert.Single(await Database.QueryAsync("SELECT Kind, Id, Reason FROM PendingLookUp WHERE Kind = 2")));
        await ReadAsync(new ProductRead(Product, At(301), new ProductContent(
            new ProductDetails("Shirt", "ACTIVE"), At(200), [Read(Body(Variant, OtherItem, updatedAt: 200))])));
        Assert.Equal(["101|0"], await DeletedAsync());
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM PendingLookUp WHERE Kind = 2"));
    }

    [StoreFact]
    public async Task A_variant_without_a_body_is_read_with_its_product()
    {
        await ApplyAsync(Tracks(true, 100, 100));
        var bodies = Enumerable.Range(1, 100).Select(n => Body(n, Item, "S" + n.ToString(CultureInfo.InvariantCulture))).ToArray();

        var change = await ApplyAsync(Listed(200, 200, bodies, [(Variant, 150)]));

        Assert.Equal(
            new PendingLookUp(LookUpKind.Product, Product, LookUpReason.UnknownVariants, Now, At(200), Now, 0),
            Assert.Single(change.LookUps));
        Assert.Equal(["100"], await Database.QueryAsync("SELECT count(*) FROM SkuLive"));

        var read = await ReadAsync(new ProductRead(Product, At(90), new ProductContent(
            new ProductDetails("Shirt", "ACTIVE"), At(200),
            [.. bodies.Select(Read), Read(Body(Variant, Item, "SKU-101", updatedAt: 150))])));

        Assert.True(read.IsAnswered);
        Assert.Equal("SKU-101", Assert.Single(read.Variants).Sku);
        Assert.Equal(["101"], await Database.QueryAsync("SELECT count(*) FROM SkuLive"));
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM UnreadVariant"));
    }

    [StoreFact]
    public async Task A_read_that_does_not_show_a_named_variant_yet_does_not_answer()
    {
        await ApplyAsync(Listed(200, 200, [Body(Variant, Item)], [(OtherVariant, 150)]));

        var read = await ReadAsync(new ProductRead(
            Product, At(90), new ProductContent(new ProductDetails("Shirt", "ACTIVE"), At(200), [Read(Body(Variant, Item))])));

        Assert.False(read.IsAnswered);
    }

    [StoreTheory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_variant_that_a_newer_message_named_without_a_body_is_there_when_an_older_one_brings_the_body(bool olderFirst)
    {
        var (older, newer) = (Listed(200, 200, [Body(Variant, Item), Body(OtherVariant, Item)]), Listed(
            201, 201, [Body(Variant, Item)], [(OtherVariant, 1)]));

        await ApplyAsync(olderFirst ? older : newer);
        await ApplyAsync(olderFirst ? newer : older);

        Assert.Equal(["101|0", "102|0"], await DeletedAsync());
        Assert.Empty(await Database.QueryAsync("SELECT 1 FROM UnreadVariant"));
    }

    [StoreTheory]
    [InlineData(200, 200.5, 150, null)] // a newer stamp
    [InlineData(200, 200.5, 200, null)] // the same second: it may have changed again
    [InlineData(200, 300, 200, "none")] // long after its second
    [InlineData(200, 300, 201, "none")] // older than what is held
    public async Task A_known_variant_without_a_body_is_read_when_its_stamp_says_that_it_changed(
        double stamp, double seenAt, double heldUpdatedAt, string? none)
    {
        await ReadAsync(Found(10, updatedAt: heldUpdatedAt));

        var change = await ApplyAsync(Listed(seenAt, seenAt, [], [(Variant, stamp)]));

        if (none is not null) Assert.Empty(change.LookUps);
        else
            Assert.Equal(
                new PendingLookUp(LookUpKind.InventoryItem, Item, LookUpReason.StaleVariant, Now, At(seenAt), Now, 0),
                Assert.Single(change.LookUps));
    }

    [StoreFact]
    public async Task More_changed_variants_than_one_query_holds_are_read_with_their_product()
    {
        var variants = Enumerable.Range(1, 21).Select(n => Body(n, n)).ToArray();
        await ReadAsync(new ProductRead(
            Product, At(100), new ProductContent(new ProductDetails("Shirt", "ACTIVE"), At(1), [.. variants.Select(Read)])));

        var change = await ApplyAsync(Listed(200, 200, [], [.. variants.Select(variant => (variant.VariantId, 199.0))]));

        Assert.Equal((LookUpKind.Product, LookUpReason.StaleVariant), (Assert.Single(change.LookUps).Kind, change.LookUps[0].Reason));
    }

    [StoreFact]
    public async Task A_sale_of_one_of_2048_variants_changes_nothing_but_versions_and_needs_no_read()
    {
        var variants = Enumerable.Range(1, 2_048).Select(n => Body(n, n)).ToArray();
        await ReadAsync(new ProductRead(
            Product, At(100), new ProductContent(new ProductDetails("Shirt", "ACTIVE"), At(1), [.. variants.Select(Read)])));
        Assert.Equal(
            ["2048|2048"], await Database.QueryAsync("SELECT count(*), sum(CASE WHEN Tracked = 1 THEN 1 ELSE 0 END) FROM SkuLive"));

        var change = await ApplyAsync(Listed(
            200, 200, [Body(1, 1, updatedAt: 200), .. variants[1..100]], [.. variants[100..].Select(variant => (variant.VariantId, 1.0))]));

        Assert.Equal((0, 0), (change.Variants.Count, change.LookUps.Count));
        Assert.Equal(["2048"], await Database.QueryAsync(
            "SELECT count(*) FROM SkuLive AS l JOIN Sku AS s ON s.VariantId = l.VariantId WHERE s.PresenceSeenAt = 200000000000"));
    }

    [StoreFact]
    public async Task A_product_that_must_be_read_keeps_its_need_until_a_read_from_after_it_and_is_read_at_once()
    {
        var change = await ApplyAsync(MustRead(200));

        Assert.Equal(
            new PendingLookUp(LookUpKind.Product, Product, LookUpReason.MustRead, Now, At(200), Now, 0), Assert.Single(change.LookUps));
        var content = new ProductContent(new ProductDetails("Shirt", "ACTIVE"), At(150), [Read(Body(Variant, Item))]);

        Assert.False((await ReadAsync(new ProductRead(Product, At(100), content))).IsAnswered);
        Assert.Equal("SKU-1|Small|19.90|Shirt|ACTIVE|1|0", await SkuAsync());
        Assert.True((await ReadAsync(new ProductRead(Product, At(201), content))).IsAnswered);

        Assert.Empty((await ApplyAsync(MustRead(200))).LookUps); // a repeat, and it was read since
    }

    [StoreFact]
    public async Task No_such_product_is_an_observation_of_its_absence()
    {
        await ApplyAsync(Listed(100, 100, [Body(Variant, Item)]));

        await ReadAsync(new ProductRead(Product, At(200), null));

        Assert.Equal(["101|1"], await DeletedAsync());
        Assert.Equal(["1"], await Database.QueryAsync("SELECT IsDeleted FROM Product"));
    }

    [StoreFact]
    public async Task A_look_up_of_an_item_does_not_revive_a_variant_that_a_newer_list_left_out_before_it_was_met()
    {
        await ApplyAsync(Listed(200, 200, [Body(OtherVariant, OtherItem)]));

        await ReadAsync(Found(100));

        Assert.Equal(["101|1", "102|0"], await DeletedAsync());
    }

    protected static VariantObservation Body(long variant, long item, string? sku = "SKU-1", double updatedAt = 1) =>
        new(variant, item, new VariantDetails(sku, null, "Small", 19.90m), At(updatedAt));

    protected static ProductVariant Read(VariantObservation variant) => new(variant, Tracked: true, At(1));

    protected static ProductObservation Listed(
        double seenAt, double updatedAt, VariantObservation[] bodies, (long VariantId, double UpdatedAt)[]? others = null,
        string title = "Shirt", string status = "ACTIVE") => new(
        Product,
        ObservedBy.Webhook,
        new Presence(IsPresent: true, At(seenAt)),
        new Observation<ProductDetails>(new ProductDetails(title, status), At(updatedAt), At(seenAt), ObservedBy.Webhook),
        new VariantListing(bodies, [.. (others ?? []).Select(other => new VariantStamp(other.VariantId, At(other.UpdatedAt)))]));

    protected static ProductObservation Deleted(double seenAt) =>
        new(Product, ObservedBy.Webhook, new Presence(IsPresent: false, At(seenAt)), null, VariantListing.None);

    protected static ProductObservation MustRead(double seenAt) =>
        new(Product, ObservedBy.Webhook, new Presence(IsPresent: true, At(seenAt)), null, null);

    protected static ItemObservation Tracks(bool tracked, double updatedAt, double seenAt, long item = Item) =>
        new(item, new Observation<bool>(tracked, At(updatedAt), At(seenAt), ObservedBy.Webhook), new Presence(IsPresent: true, At(seenAt)));

    protected static ItemObservation ItemDeleted(double seenAt, long item = Item) =>
        new(item, null, new Presence(IsPresent: false, At(seenAt)));

    protected Task<ProductChange> ApplyAsync(ProductObservation observation) =>
        Store.ApplyProductAsync(observation, Now, CancellationToken.None);

    protected Task<ItemStateChange> ApplyAsync(ItemObservation observation) =>
        Store.ApplyItemAsync(observation, Now, CancellationToken.None);

    protected Task<ProductReadChange> ReadAsync(ProductRead read) => Store.ApplyProductReadAsync(read, Now, CancellationToken.None);

    private Task<IReadOnlyList<string>> DeletedAsync() => Database.QueryAsync("SELECT VariantId, IsDeleted FROM Sku ORDER BY VariantId");

    private async Task<string> VisibleAsync() => string.Join('\n', await Database.QueryAsync("SELECT * FROM SkuLive ORDER BY VariantId"));
}
