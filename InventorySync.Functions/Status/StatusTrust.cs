using InventorySync.Storage;

namespace InventorySync.Status;

/// <summary>How right the tables were when full syncs looked: docs/trust.md defines each number.</summary>
/// <param name="Last">The last full sync that succeeded; null before the first.</param>
public sealed record StatusTrust(StatusTrustRun? Last, StatusTrustDays Days7, StatusTrustDays Days30);

/// <summary>What one full sync says.</summary>
/// <param name="Accuracy">The share of SKUs that were right, from 0 to 1; null of the first run.</param>
/// <param name="Drift">Rows that it had to repair.</param>
/// <param name="Causes">Null until they have been looked for, which waits for the deliveries from before the run's end.</param>
/// <param name="Deliveries">Null like <paramref name="Causes"/>.</param>
public sealed record StatusTrustRun(
    long RunId, DateTimeOffset EndedAt, double? Accuracy, long? SkusCompared, long? SkusWrong, long? WorstWrongSeconds,
    long? TotalWrongSeconds, long Drift, IReadOnlyList<CauseCount>? Causes, IReadOnlyList<StatusDeliveries>? Deliveries);

/// <summary>What the full syncs of some days say together.</summary>
/// <param name="Accuracy">Of all their comparisons.</param>
/// <param name="WorstAccuracy">Of the worst of them.</param>
/// <param name="WorstWrongSeconds">Null where rows were repaired and none of them has a stamp.</param>
public sealed record StatusTrustDays(
    int Runs, double? Accuracy, double? WorstAccuracy, long? WorstWrongSeconds, long TotalWrongSeconds, long Drift,
    IReadOnlyList<CauseCount> Causes, IReadOnlyList<StatusDeliveries> Deliveries);

/// <summary>Deliveries of one topic.</summary>
/// <param name="MissedRate">The share that never came, from 0 to 1; null where there were none.</param>
public sealed record StatusDeliveries(string Topic, long Missed, long Came, double? MissedRate);
