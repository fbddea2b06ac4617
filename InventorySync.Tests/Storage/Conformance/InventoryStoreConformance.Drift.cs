using System.Globalization;
using InventorySync.Merging;
using InventorySync.Storage;

namespace InventorySync.Tests.Storage.Conformance;

/// <summary>
/// Times are seconds: the first full sync has seen everything until 1,000, the second until 2,000 (it read at 2,120) and ended at 2,200.
/// </summary>
public abstract partial class InventoryStoreConformance
{
    [StoreFact]
    public async Task A_run_measures_which_skus_readers_saw_wrong_and_for_how_long()
    {
        await SyncAsync(
            1_000, [StagedOf(), StagedOf(variant: 102, item: 12), StagedOf(variant: 103, item: 13), StagedOf(variant: 105, item: 15)],
            [LevelOf(5), LevelOf(5, location: There), LevelOf(7, item: 12), LevelOf(3, item: 13), LevelOf(9, item: 15)]);

        var report = await SyncAsync(
            2_000,
            [StagedOf(), StagedOf(variant: 102, item: 12), StagedOf(variant: 104, item: 14, updatedAt: 1_300), StagedOf(
                variant: 105, item: 15)],
            [
                LevelOf(4, updatedAt: 1_500), LevelOf(6, location: There, updatedAt: 1_600), // two wrong levels, whose sum was right
                // the last one in flight
                LevelOf(6, item: 12, updatedAt: 1_400), LevelOf(2, item: 14, updatedAt: 1_300), LevelOf(8, item: 15, updatedAt: 2_050),
            ],
            endedAt: At(2_200));

        // Of 101 to 105: 102 by its number, 103 by having gone, 104 by having come.
        Assert.Equal(new DriftMeasures(5, 3, WorstWrongSeconds: 900, TotalWrongSeconds: 700 + 600 + 800 + 900 + 900), report.Measures);
        Assert.Equal(0.4, report.Measures!.Accuracy!.Value, 6);
        Assert.Equal(report.Measures, (await Store.GetLatestRunAsync(CancellationToken.None))!.Report!.Measures);
        Assert.Equal(["900|3900"], await Database.QueryAsync("SELECT WorstWrongSeconds, TotalWrongSeconds FROM SyncFreshness"));
        var accuracy = Assert.Single(await Database.QueryAsync("SELECT Accuracy FROM SyncFreshness"));
        Assert.Equal(0.4, double.Parse(accuracy, CultureInfo.InvariantCulture), 6);
    }

    [StoreFact]
    public async Task The_first_run_measures_nothing_since_it_only_fills()
    {
        Assert.Null((await SyncAsync(1_000, [StagedOf()], [LevelOf(5)])).Measures);

        Assert.Equal(["null|null"], await Database.QueryAsync("SELECT Accuracy, WorstWrongSeconds FROM SyncFreshness"));
        Assert.Null(Assert.Single(await Store.GetTrustAsync(At(0), CancellationToken.None)).Measures);
    }

    [StoreFact]
    public async Task An_availability_that_another_program_wrote_is_a_wrong_sku_of_which_nobody_knows_how_long()
    {
        await SyncAsync(1_000, [StagedOf(), StagedOf(variant: 102, item: 12)], [LevelOf(5), LevelOf(7, item: 12)]);
        await Database.ExecuteAsync("UPDATE Sku SET Available = 99 WHERE VariantId = 101");

        Assert.Equal(
            new DriftMeasures(2, 1, WorstWrongSeconds: null, TotalWrongSeconds: null),
            (await SyncAsync(2_000, [StagedOf(), StagedOf(variant: 102, item: 12)], [LevelOf(5), LevelOf(7, item: 12)])).Measures);
    }

    [StoreTheory]
    [InlineData("", null)]
    [InlineData("at 1600", 1_600d)]
    [InlineData("at 2300", 2_300d)]
    [InlineData("twice", 1_600d)]
    [InlineData("of a later change that the read had not seen", null)]
    [InlineData("of this version, with a trigger that cannot be right", 1_600d)]
    [InlineData("of a change before", null)]
    [InlineData("at another location", null)]
    [InlineData("of another item", null)]
    [InlineData("given up", null)]
    [InlineData("not by Shopify", null)]
    public async Task The_first_delivery_that_would_have_told_is_found(string which, double? handledAt)
    {
        await SyncAsync(1_000, [StagedOf()], [LevelOf(5)]);
        foreach (var (at, updatedAt, seenAt, item, location, source, outcome) in DeliveriesOf(which))
            await LogAsync(at, "level", updatedAt, seenAt, item, location, source, outcome);
        await SyncAsync(2_000, [StagedOf()], [LevelOf(4, updatedAt: 1_500)], endedAt: At(2_200));

        Assert.Equal(handledAt is { } at2 ? At(at2) : null, Assert.Single(await EvidenceAsync(2)).HandledAt);
    }

    [StoreFact]
    public async Task Details_are_told_by_their_products_and_items_deliveries_and_presence_by_those_that_came_too_late()
    {
        await SyncAsync(1_000, [StagedOf(), StagedOf(variant: 103, product: 1003, item: 13)], [LevelOf(5), LevelOf(5, item: 13)]);
        foreach (var at in (double[])[1_600, 2_300])
        {
            await LogAsync(at, "product", 1_550, 1_550, product: Product);
            await LogAsync(at, "item", 1_550, 1_550, item: Item);
            await LogAsync(at, "product", 1_550, 1_550, product: 1003);
            await LogAsync(at, "level", null, 1_550, item: 13, location: Here, topic: "inventory_levels/disconnect");
        }

        await SyncAsync(
            2_000, [StagedOf(title: "Large", productTitle: "Coat", tracked: false, updatedAt: 1_500)], [LevelOf(5)], endedAt: At(2_200));

        Assert.Equal(
            ["connected 2300", "item 1600", "product 1600", "variant 1600", "variant presence 2300"],
            (await EvidenceAsync(2))
                .Select(row => $"{row.Kind} {row.HandledAt!.Value.Nanoseconds / 1_000_000_000}")
                .Order(StringComparer.Ordinal));
        Assert.Equal(5, Assert.Single(await EvidenceAsync(2), row => row.Kind == DriftKinds.Connected).LevelAvailable);
    }

    [StoreTheory]
    [InlineData(1_499, false)]
    [InlineData(1_500, true)]
    [InlineData(2_121, true)]
    [InlineData(2_122, false)]
    public async Task A_failed_change_counts_from_the_change_to_the_read_also_once_it_is_repaired(double seenAt, bool expected)
    {
        await SyncAsync(1_000, [StagedOf()], [LevelOf(5)]);
        await Store.RecordFailedChangeAsync(Failed("w-1", seenAt, LookUpKind.InventoryItem, Item), CancellationToken.None);
        await Store.RecordFailedChangeAsync(Failed("w-2", 1_500, LookUpKind.Product, Item), CancellationToken.None);
        await SyncAsync(2_000, [StagedOf()], [LevelOf(4, updatedAt: 1_500)], endedAt: At(2_200));

        Assert.Equal(expected, Assert.Single(await EvidenceAsync(2)).HasFailed);
    }

    [StoreFact]
    public async Task What_happened_before_a_run_are_refusals_and_gaps_since_what_the_run_before_had_seen()
    {
        await CheckedAsync(At(500), At(500), new TopicHealth("PRODUCTS_DELETE", TopicState.Missing, 1, null), new TopicHealth(
            "INVENTORY_LEVELS_UPDATE", TopicState.Right, 0, null));
        await CheckedAsync(At(1_500), At(1_500), new TopicHealth("PRODUCTS_DELETE", TopicState.Right, 0, null), new TopicHealth(
            "INVENTORY_LEVELS_UPDATE", TopicState.Wrong, 1, null));
        // again, after a lost answer
        await CheckedAsync(At(1_500), At(1_500), new TopicHealth("INVENTORY_LEVELS_UPDATE", TopicState.Wrong, 1, null));
        await CountAsync(0, "inventory_levels/update", "Unauthorized", 2);
        await CountAsync(0, "products/update", "Queued", 2);
        await CountAsync(1, "inventory_levels/update", "Unauthorized", 2);
        await SyncAsync(1_000, [StagedOf()], [LevelOf(5)]);
        await SyncAsync(2_000, [StagedOf()], [LevelOf(5)], endedAt: At(2_200));

        var run = (await Store.GetRunEvidenceAsync(2, CancellationToken.None))!;

        Assert.Equal(
            (2, At(2_200), At(2_121), At(1_120), At(1_000)), (run.RunId, run.EndedAt, run.ReadAt, run.PreviousReadAt, run.PreviousSeenAt));
        Assert.Equal([new RefusedHour(0, "inventory_levels/update")], run.Refusals);
        Assert.Equal([new SubscriptionGap("inventory_levels/update", At(500), At(1_500))], run.Gaps);
        var first = (await Store.GetRunEvidenceAsync(1, CancellationToken.None))!;
        Assert.Equal((default, default), (first.PreviousReadAt, first.PreviousSeenAt));
        Assert.Null(await Store.GetRunEvidenceAsync(3, CancellationToken.None));
        Assert.Equal(
            [new SubscriptionGap("products/delete", default, At(500))],
            first.Gaps.Where(gap => gap.Topic == "products/delete"));

        await TrimAsync(At(1_000));
        Assert.Equal(["inventory_levels/update"], await Database.QueryAsync("SELECT Topic FROM SubscriptionGap"));
    }

    [StoreFact]
    public async Task Verdicts_are_kept_and_the_run_is_looked_at_again_when_they_say_so()
    {
        await SyncAsync(1_000, [StagedOf()], [LevelOf(5)], endedAt: At(1_200));
        await SyncAsync(
            2_000, [StagedOf()], [LevelOf(4, updatedAt: 1_500), LevelOf(4, location: There, updatedAt: 2_050)], endedAt: At(2_200));
        Assert.Equal([new RunToJudge(2, IsFirst: true)], await ToJudgeAsync(2_300, endedAfter: 2_000));
        var rows = await EvidenceAsync(2);
        Assert.Equal([(false, "4"), (true, "4")], rows.Select(row => (row.IsInFlight, row.Became!)).Order());

        await Store.RecordVerdictsAsync(
            [.. rows.Where(row => row.IsInFlight).Select(row => new DriftVerdict(row.Id, DriftDirection.TooLow, "t", null, null))],
            CancellationToken.None);
        var trust = await Store.SumUpVerdictsAsync(
            2,
            [.. rows.Where(row => !row.IsInFlight).Select(
                row => new DriftVerdict(row.Id, DriftDirection.TooHigh, "inventory_levels/update", DriftCause.NoDelivery, At(2_600)))],
            CancellationToken.None);

        Assert.Equal([new CauseCount(DriftCause.NoDelivery, 1)], trust!.Causes);
        Assert.Equal([new TopicDeliveries("inventory_levels/update", 1, 0)], trust.Deliveries);
        Assert.Equal(
            ["1|TooLow|null|null", "0|TooHigh|NoDelivery|2600000000000"],
            await Database.QueryAsync("SELECT IsInFlight, Direction, Cause, LookAgainAt FROM SyncDrift ORDER BY IsInFlight DESC"));
        Assert.Empty(await ToJudgeAsync(2_599, endedAfter: 2_000));
        Assert.Empty(await EvidenceAsync(2, now: 2_599));
        Assert.Equal([new RunToJudge(2, IsFirst: false)], await ToJudgeAsync(2_600, endedAfter: 2_000));
        Assert.Single(await EvidenceAsync(2, now: 2_600));
    }

    [StoreFact]
    public async Task A_run_without_drift_is_summed_up_too_since_its_deliveries_count_but_not_one_of_long_ago()
    {
        await SyncAsync(1_000, [StagedOf()], [LevelOf(5)], endedAt: At(1_200));
        await SyncAsync(2_000, [StagedOf()], [LevelOf(5)], endedAt: At(2_200));
        await CountAsync(0, "inventory_levels/update", "Queued", 7);
        await CountAsync(0, "inventory_levels/update", "Rejected", 1);
        await CountAsync(0, "inventory_levels/update", "Unauthorized", 100);
        await CountAsync(0, "other", "Queued", 100);
        await CountAsync(5, "inventory_levels/update", "Queued", 100);
        Assert.Equal([2], (await ToJudgeAsync(2_300, endedAfter: 2_000)).Select(run => run.RunId));

        var trust = await Store.SumUpVerdictsAsync(2, [], CancellationToken.None);

        Assert.Empty(trust!.Causes!);
        Assert.Equal([new TopicDeliveries("inventory_levels/update", 0, 8)], trust.Deliveries);
        Assert.Empty(await ToJudgeAsync(2_300, endedAfter: 2_000));
    }

    [StoreFact]
    public async Task Rows_of_one_thing_are_one_missed_delivery_and_they_are_listed_and_added_up_by_run_sku_and_cause()
    {
        await SyncAsync(1_000, [StagedOf(), StagedOf(variant: 102, item: 12, sku: "SKU-2")], [LevelOf(5), LevelOf(7, item: 12)]);
        await SyncAsync(
            2_000,
            [StagedOf(title: "L", productTitle: "Coat", updatedAt: 1_500), StagedOf(
                variant: 102, item: 12, sku: "SKU-2", title: "M", productTitle: "Coat", updatedAt: 1_500)],
            [LevelOf(9, updatedAt: 1_400), LevelOf(6, item: 12, updatedAt: 1_500)], endedAt: At(2_200));
        await Store.SumUpVerdictsAsync(
            2,
            [
                .. (await EvidenceAsync(2)).Select(row => row.Kind == DriftKinds.Available
                    ? new DriftVerdict(
                        row.Id, row.Became == "9" ? DriftDirection.TooLow : DriftDirection.TooHigh, "inventory_levels/update",
                        DriftCause.Refused, null)
                    : new DriftVerdict(row.Id, DriftDirection.None, "products/update", DriftCause.NoDelivery, At(9_000))),
            ],
            CancellationToken.None);

        Assert.Equal(
            [new CauseCount(DriftCause.NoDelivery, 3), new CauseCount(DriftCause.Refused, 2)],
            (await Store.GetTrustAsync(At(2_000), CancellationToken.None))[0].Causes);
        Assert.Equal(
            [new TopicDeliveries("products/update", 1, 0)], (await Store.GetTrustAsync(At(2_000), CancellationToken.None))[0].Deliveries);
        var all = await ListAsync(new DriftFilter());
        Assert.Equal(
            [DriftDirection.TooHigh, DriftDirection.TooLow, DriftDirection.None, DriftDirection.None, DriftDirection.None],
            all.Select(row => row.Direction!.Value));
        Assert.Equal(
            (2L, At(2_200), "available", "SKU-2", 12L, Here, "Shop", "7", "6", At(1_500), DriftCause.Refused, true),
            (
                all[0].RunId, all[0].EndedAt, all[0].Kind, all[0].Sku, all[0].InventoryItemId!.Value, all[0].LocationId!.Value,
                all[0].Location, all[0].Was, all[0].Became, all[0].UpdatedAt!.Value, all[0].Cause!.Value, all[0].IsSettled));
        Assert.Equal(2, (await ListAsync(new DriftFilter(), limit: 2)).Count);
        Assert.Empty(await ListAsync(new DriftFilter(RunId: 1)));
        Assert.Equal(5, (await ListAsync(new DriftFilter(RunId: 2))).Count);
        Assert.Equal(
            ["available", "product", "variant"],
            (await ListAsync(new DriftFilter(Sku: "SKU-2"))).Select(row => row.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await ListAsync(new DriftFilter(Sku: "102", VariantId: 102))).Count);
        Assert.Equal([false, false, false], (await ListAsync(new DriftFilter(Cause: DriftCause.NoDelivery))).Select(row => row.IsSettled));
        Assert.Equal(
            [new DriftTotal(2, DriftCause.NoDelivery, 3, 0, 0, 700, 3), new DriftTotal(2, DriftCause.Refused, 2, 1, 1, 800, 0)],
            await Store.SumUpDriftAsync(At(2_000), CancellationToken.None));
        Assert.Empty(await Store.SumUpDriftAsync(At(2_200), CancellationToken.None));
    }

    [StoreFact]
    public async Task Trust_is_told_of_the_runs_since_then_and_of_the_last_one_whatever_its_age()
    {
        await SyncAsync(1_000, [StagedOf()], [LevelOf(5)], endedAt: At(1_200));
        await SyncAsync(2_000, [StagedOf()], [LevelOf(4, updatedAt: 1_500)], endedAt: At(2_200));

        Assert.Equal([2, 1], (await Store.GetTrustAsync(At(1_000), CancellationToken.None)).Select(run => run.RunId));
        var last = Assert.Single(await Store.GetTrustAsync(At(9_000), CancellationToken.None));
        Assert.Equal((2, At(2_200), 1, new DriftMeasures(1, 1, 700, 700)), (last.RunId, last.EndedAt, last.Drift, last.Measures));
        Assert.Null(last.Causes);
    }

    private static IEnumerable<(
        double At, double UpdatedAt, double SeenAt, long Item, long Location, string Source,
        string Outcome)> DeliveriesOf(string which) => which switch
    {
        "at 1600" => [(1_600, 1_500, 1_500.5, Item, Here, "Webhook", "Applied")],
        "at 2300" => [(2_300, 1_500, 1_500.5, Item, Here, "Webhook", "Repeat")],
        "twice" => [(1_700, 1_500, 1_500.5, Item, Here, "Webhook", "Repeat"), (1_600, 1_600, 1_600, Item, Here, "Webhook", "Applied")],
        "of a later change that the read had not seen" => [(2_300, 2_290, 2_290, Item, Here, "Webhook", "Applied")],
        "of this version, with a trigger that cannot be right" => [(1_600, 1_500, 2_290, Item, Here, "Webhook", "Applied")],
        "of a change before" => [(1_600, 1_499, 1_499, Item, Here, "Webhook", "Applied")],
        "at another location" => [(1_600, 1_500, 1_500, Item, There, "Webhook", "Applied")],
        "of another item" => [(1_600, 1_500, 1_500, 12, Here, "Webhook", "Applied")],
        "given up" => [(1_600, 1_500, 1_500, Item, Here, "Webhook", "GivenUp")],
        "not by Shopify" => [(1_600, 1_500, 1_500, Item, Here, "LookUp", "Applied")],
        _ => [],
    };

    private Task LogAsync(
        double recordedAt, string kind, double? updatedAt, double seenAt, long? item = null, long? location = null,
        string source = "Webhook", string outcome = "Applied", long? product = null,
        string topic = "a topic") => Database.ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO ObservationLog (RecordedAt, Source, Kind, Topic, ProductId, InventoryItemId, LocationId, UpdatedAt, SeenAt, "
        + $"Outcome) VALUES ({At(recordedAt).Nanoseconds}, '{source}', '{kind}', '{topic}', {Or(product)}, {Or(item)}, {Or(location)}, "
        + $"{Or(updatedAt is { } at ? At(at).Nanoseconds : null)}, {At(seenAt).Nanoseconds}, '{outcome}')"));

    private Task CountAsync(long hour, string topic, string outcome, long deliveries) => Database.ExecuteAsync(string.Create(
        CultureInfo.InvariantCulture,
        $"INSERT INTO DeliveryCount (Hour, Topic, Outcome, Deliveries) VALUES ({hour}, '{topic}', '{outcome}', {deliveries})"));

    private static string Or(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "NULL";

    private async Task<IReadOnlyList<DriftEvidence>> EvidenceAsync(long runId, double now = 100_000) =>
        await Store.GetDriftEvidenceAsync(
            (await Store.GetRunEvidenceAsync(runId, CancellationToken.None))!, At(now), 1_000, CancellationToken.None);

    private Task<IReadOnlyList<RunToJudge>> ToJudgeAsync(double now, double endedAfter) =>
        Store.FindRunsToJudgeAsync(At(now), At(endedAfter), CancellationToken.None);

    private Task<IReadOnlyList<DriftEntry>> ListAsync(DriftFilter filter, int limit = 100) =>
        Store.ListDriftAsync(filter, limit, CancellationToken.None);
}
