using InventorySync.Inventory;
using InventorySync.Merging;
using InventorySync.Storage;
using InventorySync.Tests.Support;

namespace InventorySync.Tests.Storage.Conformance;

public abstract partial class InventoryStoreConformance
{
    private static LoggedObservation SomeObservation =>
        new(Now, ObservationSource.Webhook, ChangeKinds.Level, nameof(Outcome.Applied), At(100));

    [StoreFact]
    public async Task An_observation_is_read_as_it_was_recorded()
    {
        var whole = new LoggedObservation(
            Now, ObservationSource.LookUp, ChangeKinds.Item, nameof(Outcome.Superseded), At(100), At(99), "tracked", "UnknownItem", Product,
            Variant, Item, 7, "inventory_items/update", "w-1", At(98), At(97), 5);

        await Store.RecordObservationsAsync([whole, SomeObservation with { InventoryItemId = Item }], CancellationToken.None);

        Assert.Equal([SomeObservation with { InventoryItemId = Item }, whole], await ObservationsAsync());
    }

    [StoreFact]
    public async Task A_variants_observations_are_its_items_its_products_and_its_own_and_nobody_elses_the_newest_first()
    {
        var others = (LoggedObservation[])
        [
            SomeObservation with { InventoryItemId = Item + 1 },
            SomeObservation with { Kind = ChangeKinds.Product, ProductId = Product + 1 },
            SomeObservation with { Kind = "variant", ProductId = Product, VariantId = Variant + 1 },
            SomeObservation with { Kind = ChangeKinds.Location, LocationId = 99 },
        ];
        LoggedObservation[] own =
        [
            SomeObservation with { RecordedAt = Now.Add(TimeSpan.FromSeconds(3)), InventoryItemId = Item, LocationId = 7 },
            SomeObservation with
            {
                RecordedAt = Now.Add(TimeSpan.FromSeconds(2)), Kind = "variant", ProductId = Product, VariantId = Variant,
            },
            SomeObservation with { RecordedAt = Now.Add(TimeSpan.FromSeconds(1)), Kind = ChangeKinds.Product, ProductId = Product },
        ];

        await Store.RecordObservationsAsync([.. others, .. own.Reverse()], CancellationToken.None);

        Assert.Equal(own, await ObservationsAsync());
        Assert.Equal(own[..2], await ObservationsAsync(limit: 2));
    }

    [StoreFact]
    public async Task What_a_location_was_told_is_an_observation_of_every_item_with_a_level_there()
    {
        await Store.ApplyLevelAsync(
            new LevelObservation(Item, 7, new Observation<int?>(3, At(50), At(50), ObservedBy.Webhook), null), Now, CancellationToken.None);
        var deactivated = SomeObservation with { Kind = ChangeKinds.Location, LocationId = 7, Value = "Inactive" };

        await Store.RecordObservationsAsync([deactivated, deactivated with { LocationId = 8 }], CancellationToken.None);

        Assert.Equal([deactivated], await ObservationsAsync());
    }

    [StoreFact]
    public async Task What_a_full_sync_repaired_is_among_the_observations_with_its_run()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(Variant, 1));
        await Database.ExecuteAsync($"UPDATE Sku SET Sku = 'OTHER' WHERE VariantId = {Variant}");
        await FullSyncAsync(LaterNow, createdAt: 600, InDownload(Variant, 1));

        var repaired = (await ObservationsAsync(limit: 100)).Where(observation => observation is { SyncRunId: 2, Kind: "variant" });

        Assert.Equal((ObservationSource.FullSync, At(600), true), Assert.Single(
            repaired.Select(found => (found.Source, found.SeenAt, found.Reason!.Contains("OTHER", StringComparison.Ordinal)))));
    }

    [StoreFact]
    public async Task Old_observations_go_in_small_parts_and_newer_ones_stay()
    {
        var old = Enumerable.Range(0, 5).Select(n => SomeObservation with { InventoryItemId = Item, Value = $"{n}" });
        await Store.RecordObservationsAsync(
            [.. old, SomeObservation with { InventoryItemId = Item, RecordedAt = LaterNow }], CancellationToken.None);

        Assert.Equal(3, await Store.DeleteObservationsAsync(LaterNow, 3, CancellationToken.None));
        Assert.Equal(2, await Store.DeleteObservationsAsync(LaterNow, 3, CancellationToken.None));

        Assert.Equal([LaterNow], (await ObservationsAsync()).Select(observation => observation.RecordedAt));
    }

    [StoreFact]
    public async Task Text_that_is_too_long_does_not_keep_the_rest_from_being_recorded()
    {
        var much = new string('x', 5_000);

        await Store.RecordObservationsAsync(
            [
                SomeObservation with { InventoryItemId = Item, Value = much, Reason = much, WebhookId = much, Topic = much },
                SomeObservation with { InventoryItemId = Item },
            ], CancellationToken.None);

        Assert.Equal(2, (await ObservationsAsync()).Count);
    }

    [StoreFact]
    public async Task Deliveries_are_added_up_by_hour_topic_and_answer_and_old_hours_are_removed()
    {
        await Store.RecordDeliveriesAsync(
            [new DeliveryCount(5, "products/update", "Queued", 2), new DeliveryCount(Now.Hour, "other", "Unauthorized", 1)],
            new UnixTime(0), CancellationToken.None);
        await Store.RecordDeliveriesAsync(
            [new DeliveryCount(5, "products/update", "Queued", 3), new DeliveryCount(5, "products/update", "Rejected", 1)], new UnixTime(0),
            CancellationToken.None);
        Assert.Equal(
            ["products/update|Queued|5", "products/update|Rejected|1"],
            await Database.QueryAsync("SELECT Topic, Outcome, Deliveries FROM DeliveryCount WHERE Hour = 5 ORDER BY Outcome"));

        await Store.RecordDeliveriesAsync([], Now, CancellationToken.None);

        Assert.Equal(["other|Unauthorized|1"], await Database.QueryAsync("SELECT Topic, Outcome, Deliveries FROM DeliveryCount"));
    }

    [StoreFact]
    public async Task The_facts_of_a_SKU_are_its_row_its_registers_its_levels_and_what_waits_for_it()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(Variant, Item), InDownload(OtherVariant, OtherItem));
        await Store.ApplyLevelAsync(
            new LevelObservation(
                Item, Here, new Observation<int?>(4, At(400), At(401), ObservedBy.Webhook), new Presence(IsPresent: true, At(401))),
            Now, CancellationToken.None);
        await Store.ApplyLevelAsync(
            new LevelObservation(Item, There, null, new Presence(IsPresent: false, At(402))), Now, CancellationToken.None);
        await Store.ApplyLocationAsync(new LocationObservation(Here, LocationState.Active, "Shop", At(400)), Now, CancellationToken.None);
        await Store.SetPolicyAsync(new SkuPolicy(Variant, 1, "a fair", Now), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-1", 900, LookUpKind.InventoryItem, Item), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-2", 900, LookUpKind.InventoryItem, OtherItem), CancellationToken.None);

        var facts = Assert.Single(await Store.GetSkuFactsAsync(null, Variant, 20, CancellationToken.None));

        Assert.Equal((Variant, Product, Item), (facts.VariantId, facts.ProductId, facts.InventoryItemId));
        Assert.Equal(
            (4, 3, 4, 1, "a fair"), (facts.Available, facts.Sellable, facts.LevelsSum, facts.Policy!.SafetyStock, facts.Policy.Note));
        Assert.Equal(
            (true, true, true, true),
            (facts.Tracked, facts.Presence.IsPresent, facts.Item!.Tracked!.Value.Value, facts.Product!.Presence.IsPresent));
        Assert.Equal(ObservedBy.Read, facts.Details.By);
        Assert.Equal(
            [
                new HeldLevel(
                    Here, new Observation<int?>(4, At(400), At(401), ObservedBy.Webhook), new Presence(IsPresent: true, At(401)),
                    IsCounted: true, IsIncluded: true,
                    new HeldLocation("Shop", IsActive: true, IsDeleted: false, At(400))),
                new HeldLevel(There, null, new Presence(IsPresent: false, At(402)), IsCounted: false, IsIncluded: true, null),
            ],
            facts.Levels);
        Assert.Equal((LookUpKind.InventoryItem, Item), Assert.Single(facts.LookUps.Select(need => (need.Kind, need.Id))));
        Assert.Equal(["w-1"], facts.FailedChanges.Select(failed => failed.Id));
    }

    [StoreFact]
    public async Task A_code_finds_all_variants_that_have_it_the_deleted_ones_last()
    {
        await FullSyncAsync(Now, createdAt: 300, InDownload(Variant, Item), InDownload(OtherVariant, OtherItem));
        await Database.ExecuteAsync("UPDATE Sku SET Sku = 'TWICE'");
        await Database.ExecuteAsync($"UPDATE Sku SET IsDeleted = 1 WHERE VariantId = {Variant}");

        var found = await Store.GetSkuFactsAsync("TWICE", null, 20, CancellationToken.None);

        Assert.Equal([(OtherVariant, true), (Variant, false)], found.Select(facts => (facts.VariantId, facts.Presence.IsPresent)));
        Assert.Null(found[1].Sellable);
        Assert.Single(await Store.GetSkuFactsAsync("TWICE", null, 1, CancellationToken.None));
        Assert.Empty(await Store.GetSkuFactsAsync("NOBODYS", 99, 20, CancellationToken.None));
    }

    [StoreFact]
    public async Task A_location_that_the_setting_leaves_out_is_told_from_one_that_counts()
    {
        await OpenAsync(There);
        await FullSyncAsync(Now, createdAt: 300, InDownload(Variant, Item));
        await Store.ApplyLevelAsync(
            new LevelObservation(Item, Here, new Observation<int?>(4, At(400), At(401), ObservedBy.Webhook), null), Now,
            CancellationToken.None);

        var level = Assert.Single(Assert.Single(await Store.GetSkuFactsAsync(null, Variant, 20, CancellationToken.None)).Levels);

        Assert.Equal((Here, false, false), (level.LocationId, level.IsIncluded, level.IsCounted));
    }

    private Task<IReadOnlyList<LoggedObservation>> ObservationsAsync(int limit = 20) =>
        Store.GetObservationsAsync(Item, Variant, Product, limit, CancellationToken.None);
}
