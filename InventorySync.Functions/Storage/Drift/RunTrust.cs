using System.Text.Json.Serialization;
using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>How right the tables were when a full sync looked: docs/trust.md defines each number.</summary>
/// <param name="SkusCompared">Variants that the tables or the shop had.</param>
/// <param name="SkusWrong">Those of them whose availability or presence was wrong, and not in flight.</param>
/// <param name="WorstWrongSeconds">Of the row that had been wrong the longest, from Shopify's stamp to the repair; 0 without such rows,
/// null where none of them has a stamp.</param>
/// <param name="TotalWrongSeconds">Of all rows that have a stamp together; null like <paramref name="WorstWrongSeconds"/>.</param>
public sealed record DriftMeasures(long SkusCompared, long SkusWrong, long? WorstWrongSeconds, long? TotalWrongSeconds)
{
    /// <summary>The share that was right, from 0 to 1; null of an empty shop.</summary>
    public double? Accuracy => SkusCompared == 0 ? null : 1 - ((double)SkusWrong / SkusCompared);
}

/// <summary>A full sync that succeeded, as it tells how far the tables can be trusted.</summary>
/// <param name="Measures">Null of the first, which only fills, and of one of before they were kept.</param>
/// <param name="Causes">Of its drift, the commonest first; null until they have been looked for, which waits up to an hour for the
/// deliveries that are seen to wait from before its end.</param>
/// <param name="Deliveries">By topic, since the full sync before it; null like <paramref name="Causes"/>.</param>
public sealed record RunTrust(
    long RunId, UnixTime StartedAt, UnixTime EndedAt, long Drift, DriftMeasures? Measures, IReadOnlyList<CauseCount>? Causes,
    IReadOnlyList<TopicDeliveries>? Deliveries);

/// <summary>Rows of one cause.</summary>
public sealed record CauseCount(DriftCause Cause, long Rows);

/// <summary>Deliveries of one topic between two full syncs.</summary>
/// <param name="Missed">Those that never came, as far as the drift shows it.</param>
/// <param name="Came">Those that came and were handled, by the whole hours in which they were received.</param>
public sealed record TopicDeliveries(string Topic, long Missed, long Came)
{
    /// <summary>From 0 to 1; null where there were none.</summary>
    [JsonIgnore]
    public double? MissedRate => Missed + Came == 0 ? null : (double)Missed / (Missed + Came);
}
