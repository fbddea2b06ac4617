using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

/// <summary>
/// The last transaction of a full sync: under the exclusive gate, fenced by the lease, the deltas first. The raw tables come last, since
/// their readers wait from their truncation to the commit; and where those readers do not make room, everything is rolled back and tried
/// again, so that meanwhile neither they nor the webhooks wait.
/// </summary>
internal sealed class SqlServerReplacement(
    SqlServerSession session, RunLease lease, Replacement replacement, long waitNanoseconds, string replaceMode, TimeProvider timeProvider)
{
    /// <summary>
    /// With the five seconds of each (TruncateRaw) some minute in all: a reader that takes longer is a report, and wants ReplaceMode
    /// Delete.
    /// </summary>
    private const int MaxTries = 8;

    /// <summary>Some megabytes at most of a parameter: two texts of some hundred letters each.</summary>
    private const int DescribedAtATime = 5_000;

    private static readonly TimeSpan WaitForReaders = TimeSpan.FromSeconds(2);

    /// <summary>What a run reports that a newer download has overtaken.</summary>
    public static SyncReport Discarded { get; } = new(IsDiscarded: true, 0, 0, 0, 0, 0, 0, 0, 0);

    public async Task<SyncReport> RunAsync()
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await session.BeginAsync();
                return await ReplaceAsync();
            }
            catch (SqlException e) when (e.Number == SqlServerFaults.LockTimeout)
            {
                await session.RollBackAsync();
                if (tries == MaxTries)
                {
                    throw new RawTablesBusyException(
                        "Replacing: whoever reads RawSkusFromShopify or RawInventoryLevelsFromShopify did not make room within a minute. "
                        + "Shorten those reads, or set InventorySync__ReplaceMode to Delete.",
                        e);
                }

                await session.WaitAsync(WaitForReaders, timeProvider);
            }
        }
    }

    /// <summary>Changes everything but the raw tables, and takes it back.</summary>
    /// <param name="rows">How many of the rows that differ are wanted.</param>
    public async Task<DryRun> DryRunAsync(int rows)
    {
        await session.BeginAsync();
        var report = await ChangeAsync() ?? Discarded;
        var differing = await session.QueryAsync("ReadDrift", answer => answer.AllAsync(FullSyncRows.Drift), RunId, ("@limit", rows));
        await session.RollBackAsync();
        return new DryRun(report, differing);
    }

    private async Task<SyncReport> ReplaceAsync()
    {
        if (await ChangeAsync() is not { } report) return await DiscardAsync();
        await SucceedAsync(report, await RefillRawAsync());
        await session.ExecuteAsync("ClearStaging");
        await session.CommitAsync();
        return report;
    }

    /// <returns>What was changed; null if a newer download has been applied already, and nothing was.</returns>
    private async Task<SyncReport?> ChangeAsync()
    {
        var lastApplied = await session.FirstAsync("BeginReplacement", row => row.TimeOrNull("LastAppliedBulkCreatedAt"), Lease);
        if (lastApplied is { } newer && newer >= replacement.BulkCreatedAt) return null;

        var counts = (await session.FirstAsync("CountStaged", FullSyncRows.Staged, Lease))!;
        await session.ExecuteAsync("CompareDownload", SeenAt);
        if (lastApplied is not null) await RecordDriftAsync();
        await session.ExecuteAsync("AnswerLookUps", SeenAt);
        var lookUpsAsked = await session.FirstAsync("AskForLookUps", row => row.Long("LookUpsAsked"), SeenAt, Now, Wait);
        var levelsWritten = await session.FirstAsync("CountLevelsToWrite", row => row.Long("LevelsToWrite"));
        await session.ExecuteAsync("SnapshotSkus");
        await session.ExecuteAsync("ReplaceLocations", SeenAt);
        await session.ExecuteAsync("ReplaceProducts", SeenAt);
        await session.ExecuteAsync("ReplaceItems", SeenAt);
        await session.ExecuteAsync("ReplaceSkus", SeenAt);
        await session.ExecuteAsync("ReplaceLevels", SeenAt);
        await session.ExecuteAsync("RecomputeAvailability");
        await session.ExecuteAsync("ResolveWaiting", RunId, SeenAt, Now, Wait);
        var (drift, inFlight) = await session.FirstAsync("CountDrift", FullSyncRows.DriftCounts, RunId);
        var skusWritten = await session.FirstAsync("CountSkusWritten", row => row.Long("SkusWritten"));
        var measures = lastApplied is null ? null : await MeasureAsync(counts.Variants);

        return new SyncReport(
            IsDiscarded: false, counts.Variants, counts.Levels, skusWritten, levelsWritten, drift, inFlight, counts.ItemsWithFewerLevels,
            lookUpsAsked, measures);
    }

    private Task<DriftMeasures?> MeasureAsync(long variants) => session.FirstAsync(
        "MeasureDrift", FullSyncRows.Measures, RunId, ("@variants", variants), Now);

    /// <returns>How long the raw tables' readers have waited: all but for the commit itself.</returns>
    private async Task<TimeSpan> RefillRawAsync()
    {
        var isTruncated = replaceMode == "Truncate";
        var waited = isTruncated ? await session.FirstAsync("TruncateRaw", row => row.Long("WaitedMilliseconds")) : 0;
        if (!isTruncated) await session.ExecuteAsync("DeleteRaw");
        var since = timeProvider.GetTimestamp();
        await session.ExecuteAsync("RefillRaw", RunId);
        return isTruncated ? TimeSpan.FromMilliseconds(waited) + timeProvider.GetElapsedTime(since) : TimeSpan.Zero;
    }

    private async Task RecordDriftAsync()
    {
        await session.ExecuteAsync("RecordSumDrift", RunId);
        await session.ExecuteAsync("RecordProductDrift", RunId, SeenAt);
        await session.ExecuteAsync("RecordItemDrift", RunId, SeenAt);
        await session.ExecuteAsync("RecordVariantDrift", RunId, SeenAt);
        await session.ExecuteAsync("RecordLevelDrift", RunId, SeenAt);
        await DescribeVariantsAsync();
    }

    private async Task DescribeVariantsAsync()
    {
        var drift = await session.QueryAsync("ReadVariantDrift", answer => answer.AllAsync(VariantDrift.Of), RunId);
        foreach (var some in drift.Chunk(DescribedAtATime))
        {
            var texts = Array.ConvertAll(
                some, row => new DriftTextRow(row.Id, VariantDrift.TextOf(row.Was), VariantDrift.TextOf(row.Became)));
            await session.ExecuteAsync(
                "WriteVariantDrift", ("@texts", SqlServerJson.Of(texts, SqlServerJson.Default.IReadOnlyListDriftTextRow)));
        }
    }

    private async Task<SyncReport> DiscardAsync()
    {
        await session.ExecuteAsync("DiscardRun", RunId, Now);
        await session.ExecuteAsync("ClearStaging");
        await session.CommitAsync();
        return Discarded;
    }

    private Task SucceedAsync(SyncReport report, TimeSpan readersWaited) => session.ExecuteAsync(
        "SucceedRun",
        RunId, Now, ("@variants", report.Variants), ("@levels", report.Levels), ("@skusWritten", report.SkusWritten),
        ("@levelsWritten", report.LevelsWritten), ("@drift", report.Drift), ("@inFlight", report.InFlight),
        ("@itemsWithFewerLevels", report.ItemsWithFewerLevels), ("@lookUpsAsked", report.LookUpsAsked),
        ("@readersWaitedMilliseconds", (long)readersWaited.TotalMilliseconds), ("@skusCompared", report.Measures?.SkusCompared),
        ("@skusWrong", report.Measures?.SkusWrong), ("@worstWrongSeconds", report.Measures?.WorstWrongSeconds),
        ("@totalWrongSeconds", report.Measures?.TotalWrongSeconds));

    private (string Name, object? Value)[] Lease => [RunId, ("@owner", lease.Owner)];

    private (string Name, object? Value) RunId => ("@runId", lease.RunId);

    private (string Name, object? Value) SeenAt => ("@seenAt", replacement.SeenAt.Nanoseconds);

    private (string Name, object? Value) Now => ("@now", replacement.Now.Nanoseconds);

    private (string Name, object? Value) Wait => ("@waitNanoseconds", waitNanoseconds);
}
