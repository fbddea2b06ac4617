using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Status;

/// <summary>Adds up what full syncs say of how right the tables were.</summary>
public static class TrustSummary
{
    /// <summary>How far status looks back.</summary>
    internal static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    /// <param name="runs">Of the last 30 days, and the last one whatever its age; the newest first.</param>
    public static StatusTrust Of(IReadOnlyList<RunTrust> runs, UnixTime now) => new(
        runs is [var last, ..] ? Of(last) : null, Of([.. runs.Where(run => run.EndedAt > now.Add(-TimeSpan.FromDays(7)))]),
        Of([.. runs.Where(run => run.EndedAt > now.Add(-Longest))]));

    public static StatusTrustDays Of(IReadOnlyList<RunTrust> runs)
    {
        DriftMeasures[] measures = [.. runs.Select(run => run.Measures).OfType<DriftMeasures>()];
        return new StatusTrustDays(
            runs.Count,
            new DriftMeasures(measures.Sum(run => run.SkusCompared), measures.Sum(run => run.SkusWrong), null, null).Accuracy,
            measures.Min(run => run.Accuracy),
            measures.Max(run => run.WorstWrongSeconds),
            measures.Sum(run => run.TotalWrongSeconds ?? 0),
            runs.Sum(run => run.Drift),
            [
                .. runs.SelectMany(run => run.Causes ?? [])
                    .GroupBy(count => count.Cause)
                    .Select(cause => new CauseCount(cause.Key, cause.Sum(count => count.Rows)))
                    .OrderByDescending(count => count.Rows),
            ],
            [
                .. runs.SelectMany(run => run.Deliveries ?? []).GroupBy(count => count.Topic, StringComparer.Ordinal)
                    .Select(topic => Of(new TopicDeliveries(topic.Key, topic.Sum(count => count.Missed), topic.Sum(count => count.Came))))
                    .OrderBy(topic => topic.Topic, StringComparer.Ordinal),
            ]);
    }

    private static StatusTrustRun Of(RunTrust run) => new(
        run.RunId, run.EndedAt.ToDateTimeOffset(), run.Measures?.Accuracy, run.Measures?.SkusCompared, run.Measures?.SkusWrong,
        run.Measures?.WorstWrongSeconds, run.Measures?.TotalWrongSeconds, run.Drift, run.Causes,
        run.Deliveries is { } deliveries ? [.. deliveries.Select(Of)] : null);

    private static StatusDeliveries Of(TopicDeliveries deliveries) =>
        new(deliveries.Topic, deliveries.Missed, deliveries.Came, deliveries.MissedRate);
}
