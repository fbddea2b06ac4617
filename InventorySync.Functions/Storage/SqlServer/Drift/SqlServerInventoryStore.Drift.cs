using System.Text.Json;
using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<RunToJudge>> FindRunsToJudgeAsync(
        UnixTime now, UnixTime endedAfter, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "FindRunsToJudge", answer => answer.AllAsync(DriftRows.RunToJudge),
            ("@now", now.Nanoseconds), ("@endedAfter", endedAfter.Nanoseconds)),
        cancellationToken);

    public Task<RunEvidence?> GetRunEvidenceAsync(long runId, CancellationToken cancellationToken) =>
        RunAsync(session => ReadEvidenceAsync(session, runId), cancellationToken);

    public async Task<IReadOnlyList<DriftEvidence>> GetDriftEvidenceAsync(
        RunEvidence run, UnixTime now, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadDriftEvidence",
            answer => answer.AllAsync(DriftRows.Evidence),
            ("@runId", run.RunId), ("@readAt", run.ReadAt.Nanoseconds), ("@endedAt", run.EndedAt.Nanoseconds),
            ("@previousReadAt", run.PreviousReadAt.Nanoseconds), ("@now", now.Nanoseconds), ("@limit", limit),
            ("@connectTopic", Topics.LevelConnect.Name), ("@disconnectTopic", Topics.LevelDisconnect.Name)),
        cancellationToken);

    public Task RecordVerdictsAsync(IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync("RecordVerdicts", _ => true, ("@verdicts", Json(verdicts))), cancellationToken);

    public Task<RunTrust?> SumUpVerdictsAsync(long runId, IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) =>
        RunAsync(
            async session =>
            {
                await session.BeginAsync();
                await session.ExecuteAsync("RecordVerdicts", ("@verdicts", Json(verdicts)));
                var trust = await ReadEvidenceAsync(session, runId) is { } run ? await SumUpAsync(session, run) : null;
                await session.CommitAsync();
                return trust;
            },
            cancellationToken);

    public async Task<IReadOnlyList<RunTrust>> GetTrustAsync(UnixTime endedAfter, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadTrust", answer => answer.AllAsync(DriftRows.Trust), ("@runId", null), ("@endedAfter", endedAfter.Nanoseconds)),
        cancellationToken);

    public async Task<IReadOnlyList<DriftEntry>> ListDriftAsync(DriftFilter filter, int limit, CancellationToken cancellationToken) =>
        await RunAsync(
            session => session.QueryAsync(
                "ListDrift",
                answer => answer.AllAsync(DriftRows.Entry),
                ("@runId", filter.RunId), ("@sku", Normal.Cut(filter.Sku, Normal.ShortLength)), ("@variantId", filter.VariantId),
                ("@cause", filter.Cause?.ToString()), ("@limit", limit)),
            cancellationToken);

    public async Task<IReadOnlyList<DriftTotal>> SumUpDriftAsync(UnixTime endedAfter, CancellationToken cancellationToken) =>
        await RunAsync(
            session => session.QueryAsync(
                "SumUpDrift", answer => answer.AllAsync(DriftRows.Total), ("@endedAfter", endedAfter.Nanoseconds)),
            cancellationToken);

    private static async Task<RunTrust?> SumUpAsync(SqlServerSession session, RunEvidence run)
    {
        var causes = await session.QueryAsync("CountCauses", answer => answer.AllAsync(DriftRows.CauseCount), ("@runId", run.RunId));
        var deliveries = await session.QueryAsync(
            "CountDeliveries", answer => answer.AllAsync(DriftRows.Deliveries),
            ("@runId", run.RunId), ("@fromHour", run.PreviousReadAt.Hour), ("@toHour", run.EndedAt.Hour));
        await session.ExecuteAsync(
            "WriteTrust",
            ("@runId", run.RunId), ("@causes", JsonSerializer.Serialize(causes, StorageJson.Default.IReadOnlyListCauseCount)),
            ("@deliveries", JsonSerializer.Serialize(deliveries, StorageJson.Default.IReadOnlyListTopicDeliveries)));
        return await session.FirstAsync("ReadTrust", DriftRows.Trust, ("@runId", run.RunId), ("@endedAfter", 0L));
    }

    private async Task<RunEvidence?> ReadEvidenceAsync(SqlServerSession session, long runId)
    {
        var window = await session.FirstAsync("ReadRunWindow", DriftRows.Window, ("@runId", runId));
        if (window is not var (endedAt, createdAt, previousAt)) return null;
        return new RunEvidence(
            runId, endedAt, RunEvidence.EndOfSecond(createdAt), previousAt,
            previousAt == default ? default : previousAt.Add(-_staleReadMargin),
            await session.QueryAsync(
                "ReadRefusals", answer => answer.AllAsync(DriftRows.Refusal), ("@fromHour", previousAt.Hour), ("@toHour", endedAt.Hour)),
            await session.QueryAsync("ReadSubscriptionGaps", answer => answer.AllAsync(DriftRows.Gap), ("@since", previousAt.Nanoseconds)));
    }

    private static string Json(IReadOnlyList<DriftVerdict> verdicts) => SqlServerJson.Of<VerdictRow>(
        [.. verdicts.Select(verdict => new VerdictRow(
            verdict.Id, verdict.Direction.ToString(), verdict.Topic, verdict.Cause?.ToString(), verdict.LookAgainAt))],
        SqlServerJson.Default.IReadOnlyListVerdictRow);
}
