using System.Diagnostics.CodeAnalysis;
using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

/// <summary>
/// The last transaction of a full sync. The raw tables come first here, since their keys sort out what came twice and serve every
/// comparison after them; readers see none of it before the commit.
/// </summary>
internal sealed class SqliteReplacement(SqliteSession session, long runId, Replacement replacement, MergeTimes times)
{
    public SyncReport Run()
    {
        var lastApplied = session.First("BeginReplacement", row => row.TimeOrNull("LastAppliedBulkCreatedAt"));
        if (lastApplied is { } newer && newer >= replacement.BulkCreatedAt) return Discard();

        var counts = SqliteInventoryStore.CountStaged(session);
        Execute("DeduplicateStaging");
        Execute("CompareDownload");
        var isFirst = lastApplied is null;
        if (!isFirst) RecordDrift();
        Execute("AnswerLookUps");
        var lookUpsAsked = Execute("AskForLookUps");
        var levelsWritten = session.First("CountLevelsToWrite", row => row.Long("LevelsToWrite"));
        Execute("SnapshotSkus");
        Execute("ReplaceLocations");
        Execute("ReplaceProducts");
        Execute("ReplaceItems");
        Execute("ReplaceSkus");
        Execute("ReplaceLevels");
        Execute("RecomputeAvailability");
        Execute("ResolveWaiting");

        var report = Report(counts, levelsWritten, lookUpsAsked) with { Measures = isFirst ? null : Measure(counts.Variants) };
        Succeed(report);
        session.Execute("ClearStaging");
        return report;
    }

    private SyncReport Discard()
    {
        session.Execute("DiscardRun", ("@runId", runId), ("@now", replacement.Now.Nanoseconds));
        session.Execute("ClearStaging");
        return new SyncReport(IsDiscarded: true, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    private void RecordDrift()
    {
        Execute("RecordSumDrift");
        Execute("RecordProductDrift");
        Execute("RecordItemDrift");
        Execute("RecordVariantDrift");
        Execute("RecordLevelDrift");
        foreach (var (id, was, became) in session.All("ReadVariantDrift", VariantDrift.Of, ("@runId", runId)))
        {
            session.Execute(
                "WriteVariantDrift", ("@id", id), ("@was", VariantDrift.TextOf(was)), ("@became", VariantDrift.TextOf(became)));
        }
    }

    private SyncReport Report(StagedCounts counts, long levelsWritten, int lookUpsAsked)
    {
        var (drift, inFlight) = session.First("CountDrift", FullSyncRows.DriftCounts, ("@runId", runId));
        return new SyncReport(
            IsDiscarded: false,
            counts.Variants,
            counts.Levels,
            session.First("CountSkusWritten", row => row.Long("SkusWritten")),
            levelsWritten,
            drift,
            inFlight,
            counts.ItemsWithFewerLevels,
            lookUpsAsked);
    }

    private DriftMeasures Measure(long variants) => session.First(
        "MeasureDrift", FullSyncRows.Measures,
        ("@runId", runId), ("@variants", variants), ("@now", replacement.Now.Nanoseconds))!;

    private void Succeed(SyncReport report) => session.Execute(
        "SucceedRun",
        ("@runId", runId), ("@now", replacement.Now.Nanoseconds), ("@variants", report.Variants), ("@levels", report.Levels),
        ("@skusWritten", report.SkusWritten), ("@levelsWritten", report.LevelsWritten), ("@drift", report.Drift),
        ("@inFlight", report.InFlight), ("@itemsWithFewerLevels", report.ItemsWithFewerLevels), ("@lookUpsAsked", report.LookUpsAsked),
        ("@skusCompared", report.Measures?.SkusCompared), ("@skusWrong", report.Measures?.SkusWrong),
        ("@worstWrongSeconds", report.Measures?.WorstWrongSeconds),
        ("@totalWrongSeconds", report.Measures?.TotalWrongSeconds));

    /// <summary>Every statement may name any of these.</summary>
    private int Execute([ConstantExpected] string statement) => session.Execute(
        statement,
        ("@runId", runId),
        ("@seenAt", replacement.SeenAt.Nanoseconds),
        ("@now", replacement.Now.Nanoseconds),
        ("@waitNanoseconds", default(UnixTime).Add(times.Wait).Nanoseconds),
        ("@notBefore", times.AnswerableAt(replacement.SeenAt).Nanoseconds));
}
