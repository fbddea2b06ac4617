using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<RunToJudge>> FindRunsToJudgeAsync(UnixTime now, UnixTime endedAfter, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "FindRunsToJudge", answer => answer.AllAsync(row => new RunToJudge(row.Long(0), row.Flag(1))), ("@now", now.Nanoseconds), ("@endedAfter", endedAfter.Nanoseconds)),
        cancellationToken);

    public Task<RunEvidence?> GetRunEvidenceAsync(long runId, CancellationToken cancellationToken) => RunAsync(session => ReadEvidenceAsync(session, runId), cancellationToken);

    public async Task<IReadOnlyList<DriftEvidence>> GetDriftEvidenceAsync(RunEvidence run, UnixTime now, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ReadDriftEvidence",
            answer => answer.AllAsync(row => new DriftEvidence(
                row.Long(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TimeOrNull(4), row.Flag(5), row.IntOrNull(6), row.Flag(7), row.TimeOrNull(8))),
            ("@runId", run.RunId), ("@readAt", run.ReadAt.Nanoseconds), ("@endedAt", run.EndedAt.Nanoseconds), ("@previousReadAt", run.PreviousReadAt.Nanoseconds),
            ("@now", now.Nanoseconds), ("@limit", limit)),
        cancellationToken);

    public Task RecordVerdictsAsync(IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync("RecordVerdicts", _ => true, ("@verdicts", Json(verdicts))), cancellationToken);

    public Task<RunTrust?> SumUpVerdictsAsync(long runId, IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) => RunAsync(
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
        session => session.QueryAsync("ReadTrust", answer => answer.AllAsync(ReadTrust), ("@runId", null), ("@endedAfter", endedAfter.Nanoseconds)), cancellationToken);

    public async Task<IReadOnlyList<DriftEntry>> ListDriftAsync(DriftFilter filter, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ListDrift",
            answer => answer.AllAsync(row => new DriftEntry(
                row.Long(0), row.Time(1), row.GetString(2), row.TextOrNull(3), row.LongOrNull(4), row.LongOrNull(5), row.LongOrNull(6), row.LongOrNull(7), row.TextOrNull(8),
                row.TextOrNull(9), row.TextOrNull(10), row.TimeOrNull(11), row.TextOrNull(12) is { } direction ? Enum.Parse<DriftDirection>(direction) : null, CauseOrNull(row, 13),
                row.Flag(14))),
            ("@runId", filter.RunId), ("@sku", TextLimits.Cut(filter.Sku, TextLimits.SkuLength)), ("@variantId", filter.VariantId), ("@cause", filter.Cause?.ToString()), ("@limit", limit)),
        cancellationToken);

    public async Task<IReadOnlyList<DriftTotal>> SumUpDriftAsync(UnixTime endedAfter, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "SumUpDrift",
            answer => answer.AllAsync(row => new DriftTotal(row.Long(0), CauseOrNull(row, 1), row.Long(2), row.Long(3), row.Long(4), row.LongOrNull(5), row.Long(6))),
            ("@endedAfter", endedAfter.Nanoseconds)),
        cancellationToken);

    private static async Task<RunTrust?> SumUpAsync(SqlServerSession session, RunEvidence run)
    {
        var causes = await session.QueryAsync(
            "CountCauses", answer => answer.AllAsync(row => new CauseCount(Enum.Parse<DriftCause>(row.GetString(0)), row.Long(1))), ("@runId", run.RunId));
        var deliveries = await session.QueryAsync(
            "CountDeliveries", answer => answer.AllAsync(row => new TopicDeliveries(row.GetString(0), row.Long(1), row.Long(2))),
            ("@runId", run.RunId), ("@fromHour", run.PreviousReadAt.Hour), ("@toHour", run.EndedAt.Hour));
        await session.ExecuteAsync(
            "WriteTrust",
            ("@runId", run.RunId), ("@causes", JsonSerializer.Serialize(causes, StorageJson.Default.IReadOnlyListCauseCount)),
            ("@deliveries", JsonSerializer.Serialize(deliveries, StorageJson.Default.IReadOnlyListTopicDeliveries)));
        return await session.FirstAsync("ReadTrust", ReadTrust, ("@runId", run.RunId), ("@endedAfter", 0L));
    }

    private async Task<RunEvidence?> ReadEvidenceAsync(SqlServerSession session, long runId)
    {
        var window = await session.FirstAsync<(UnixTime EndedAt, UnixTime CreatedAt, UnixTime PreviousAt)?>(
            "ReadRunWindow", row => (row.Time(0), row.Time(1), row.Time(2)), ("@runId", runId));
        if (window is not var (endedAt, createdAt, previousAt)) return null;
        return new RunEvidence(
            runId, endedAt, RunEvidence.EndOfSecond(createdAt), previousAt, previousAt == default ? default : previousAt.Add(-_staleReadMargin),
            await session.QueryAsync(
                "ReadRefusals", answer => answer.AllAsync(row => new RefusedHour(row.Long(0), row.GetString(1))), ("@fromHour", previousAt.Hour), ("@toHour", endedAt.Hour)),
            await session.QueryAsync(
                "ReadSubscriptionGaps", answer => answer.AllAsync(row => new SubscriptionGap(row.GetString(0), row.Time(1), row.Time(2))), ("@since", previousAt.Nanoseconds)));
    }

    private static RunTrust ReadTrust(Row row) => new(
        row.Long(0), row.Time(1), row.Time(2), row.Long(3), RunTrust.MeasuresOf(row.LongOrNull(4), row.LongOrNull(5), row.LongOrNull(6), row.LongOrNull(7)),
        RunTrust.CausesOf(row.TextOrNull(8)), RunTrust.DeliveriesOf(row.TextOrNull(9)));

    private static DriftCause? CauseOrNull(Row row, int column) => row.TextOrNull(column) is { } cause ? Enum.Parse<DriftCause>(cause) : null;

    private static string Json(IReadOnlyList<DriftVerdict> verdicts) => SqlServerJson.Of<VerdictRow>(
        [.. verdicts.Select(verdict => new VerdictRow(verdict.Id, verdict.Direction.ToString(), verdict.Topic, verdict.Cause?.ToString(), verdict.LookAgainAt))],
        SqlServerJson.Default.IReadOnlyListVerdictRow);
}
