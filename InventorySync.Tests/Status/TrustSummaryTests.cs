using InventorySync.Inventory;
using InventorySync.Status;
using InventorySync.Storage;

namespace InventorySync.Tests.Status;

public sealed class TrustSummaryTests
{
    private static readonly UnixTime Now = UnixTime.From(new DateTimeOffset(2026, 11, 25, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Before_the_first_full_sync_nothing_is_told()
    {
        var trust = TrustSummary.Of([], Now);

        Assert.Null(trust.Last);
        Assert.Equal((0, null, null, 0L), (trust.Days30.Runs, trust.Days30.Accuracy, trust.Days30.WorstAccuracy, trust.Days30.Drift));
    }

    [Fact]
    public void Runs_are_added_up_by_days_and_the_last_one_is_told_whatever_its_age()
    {
        RunTrust[] runs =
        [
            Run(
                4, days: 1, new DriftMeasures(100, 1, 60, 90), [new CauseCount(DriftCause.Late, 2)],
                [new TopicDeliveries("products/update", 0, 10)]),
            Run(
                3, days: 6, new DriftMeasures(100, 9, 30, 40),
                [new CauseCount(DriftCause.NoDelivery, 5), new CauseCount(DriftCause.Late, 1)],
                [new TopicDeliveries("products/update", 5, 5)]),
            Run(2, days: 8, new DriftMeasures(200, 30, 3_600, 7_200), [new CauseCount(DriftCause.Refused, 30)], []),
            Run(1, days: 20, measures: null, causes: null, deliveries: null),
        ];

        var trust = TrustSummary.Of(runs, Now);

        Assert.Equal((4, 0.99), (trust.Last!.RunId, trust.Last.Accuracy!.Value));
        Assert.Equal((2, 0.95, 0.91, 60, 130, 8), (
            trust.Days7.Runs, trust.Days7.Accuracy!.Value, trust.Days7.WorstAccuracy!.Value, trust.Days7.WorstWrongSeconds!.Value,
            trust.Days7.TotalWrongSeconds, trust.Days7.Drift));
        Assert.Equal([new CauseCount(DriftCause.NoDelivery, 5), new CauseCount(DriftCause.Late, 3)], trust.Days7.Causes);
        Assert.Equal([new StatusDeliveries("products/update", 5, 15, 0.25)], trust.Days7.Deliveries);
        Assert.Equal(
            (4, 0.9, 0.85, 3_600),
            (trust.Days30.Runs, trust.Days30.Accuracy!.Value, trust.Days30.WorstAccuracy!.Value, trust.Days30.WorstWrongSeconds!.Value));
        Assert.Equal(1, TrustSummary.Of([runs[3] with { EndedAt = Now.Add(-TimeSpan.FromDays(90)) }], Now).Last!.RunId);
    }

    private static RunTrust Run(
        long id, int days, DriftMeasures? measures, IReadOnlyList<CauseCount>? causes, IReadOnlyList<TopicDeliveries>? deliveries)
    {
        var endedAt = Now.Add(-TimeSpan.FromDays(days));
        return new RunTrust(id, endedAt, endedAt, causes?.Sum(cause => cause.Rows) ?? 0, measures, causes, deliveries);
    }
}
