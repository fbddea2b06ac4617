namespace InventorySync.Storage;

/// <summary>The rows of full syncs, as both stores' statements answer them.</summary>
internal static class FullSyncRows
{
    public static SyncRun Run(Row row)
    {
        var state = row.Numbered<SyncState>("State");
        return new SyncRun(
            row.Long("Id"),
            state,
            row.TextOrNull("Owner"),
            row.Time("LeasedUntil"),
            row.Time("StartedAt"),
            row.TimeOrNull("EndedAt"),
            new SyncProgress(
                state, row.TextOrNull("BulkOperationId"), row.TimeOrNull("BulkCreatedAt"), row.Long("ObjectCount"),
                row.LongOrNull("FileSize"), row.Long("BytesRead"), row.Long("RowsStaged")),
            row.LongOrNull("VariantsInStore"),
            row.IsNull("Variants") ? null : Report(row),
            row.TextOrNull("Error"),
            row.LongOrNull("ReadersWaitedMilliseconds") is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null,
            row.Flag("IsDryRun"));
    }

    public static SyncHistory History(Row row) => new(
        row.TimeOrNull("LastSuccessStartedAt"),
        row.TimeOrNull("LastEndedAt"),
        row.Int("FailuresSinceSuccess"),
        row.Flag("IsRunning"),
        EarlySyncRows.AskedOrNull(row, "Early"));

    public static StagedCounts Staged(Row row) =>
        new(row.Long("Variants"), row.Long("Levels"), row.Long("Locations"), row.Long("ItemsWithFewerLevels"));

    public static (long Drift, long InFlight) DriftCounts(Row row) => (row.Long("Drift"), row.Long("InFlight"));

    public static DriftMeasures Measures(Row row) => new(
        row.Long("SkusCompared"), row.Long("SkusWrong"), row.LongOrNull("WorstWrongSeconds"), row.LongOrNull("TotalWrongSeconds"));

    /// <summary>The same of a run that may have none: the first only fills.</summary>
    public static DriftMeasures? MeasuresOrNull(Row row) => row.IsNull("SkusCompared") ? null : Measures(row);

    public static DriftRow Drift(Row row) => new(
        row.Text("Kind"), row.LongOrNull("VariantId"), row.LongOrNull("ProductId"), row.LongOrNull("InventoryItemId"),
        row.LongOrNull("LocationId"), row.TextOrNull("Was"), row.TextOrNull("Became"), row.Flag("IsInFlight"));

    private static SyncReport Report(Row row) => new(
        IsDiscarded: false,
        row.Long("Variants"),
        row.Long("Levels"),
        row.Long("SkusWritten"),
        row.Long("LevelsWritten"),
        row.Long("Drift"),
        row.Long("InFlight"),
        row.Long("ItemsWithFewerLevels"),
        row.Long("LookUpsAsked"),
        MeasuresOrNull(row));
}
