namespace InventorySync.Storage;

/// <summary>Lags are counted in buckets, so that those of many instances add up; a percentile is then told as "at most".</summary>
public static class LagBuckets
{
    /// <summary>
    /// From what a warm app needs to what a day-long outage costs; 1-2-5 while it is about milliseconds. What is longer than the last one
    /// is in one more bucket.
    /// </summary>
    public static IReadOnlyList<TimeSpan> UpperBounds { get; } =
    [
        .. new[] { 1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 30_000 }.Select(
            milliseconds => TimeSpan.FromMilliseconds(milliseconds)),
        .. new[] { 1, 2, 5, 10, 30, 60, 240, 1_440 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
    ];

    /// <summary>The bucket of a lag; a negative one, which two clocks can make, is the shortest.</summary>
    public static int Of(TimeSpan lag)
    {
        var bucket = 0;
        while (bucket < UpperBounds.Count && lag > UpperBounds[bucket]) bucket++;
        return bucket;
    }
}
