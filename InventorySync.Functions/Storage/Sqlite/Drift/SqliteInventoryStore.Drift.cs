using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<RunToJudge>> FindRunsToJudgeAsync(UnixTime now, UnixTime endedAfter, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<RunToJudge>>(
        session => session.All("FindRunsToJudge", row => new RunToJudge(row.GetInt64(0), row.GetBoolean(1)), ("@now", now.Nanoseconds), ("@endedAfter", endedAfter.Nanoseconds)), cancellationToken);

    public Task<RunEvidence?> GetRunEvidenceAsync(long runId, CancellationToken cancellationToken) => ReadAsync(session => ReadEvidence(session, runId), cancellationToken);

    public Task<IReadOnlyList<DriftEvidence>> GetDriftEvidenceAsync(RunEvidence run, UnixTime now, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<DriftEvidence>>(
        session => session.All(
            "ReadDriftEvidence",
            row => new DriftEvidence(
                row.GetInt64(0), row.GetString(1), row.TextOrNull(2), row.TextOrNull(3), row.TimeOrNull(4), row.GetBoolean(5), row.IntOrNull(6), row.GetBoolean(7), row.TimeOrNull(8)),
            ("@runId", run.RunId), ("@readAt", run.ReadAt.Nanoseconds), ("@endedAt", run.EndedAt.Nanoseconds), ("@previousReadAt", run.PreviousReadAt.Nanoseconds),
            ("@now", now.Nanoseconds), ("@limit", limit)),
        cancellationToken);

    public Task RecordVerdictsAsync(IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) => WriteAsync(session => Write(session, verdicts), cancellationToken);

    public Task<RunTrust?> SumUpVerdictsAsync(long runId, IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            Write(session, verdicts);
            if (ReadEvidence(session, runId) is not { } run) return null;
            var causes = session.All("CountCauses", row => new CauseCount(Enum.Parse<DriftCause>(row.GetString(0)), row.GetInt64(1)), ("@runId", runId));
            var deliveries = session.All(
                "CountDeliveries", row => new TopicDeliveries(row.GetString(0), row.GetInt64(1), row.GetInt64(2)),
                ("@runId", runId), ("@fromHour", run.PreviousReadAt.Hour), ("@toHour", run.EndedAt.Hour));
            session.Execute(
                "WriteTrust",
                ("@runId", runId), ("@causes", JsonSerializer.Serialize(causes, StorageJson.Default.IReadOnlyListCauseCount)),
                ("@deliveries", JsonSerializer.Serialize(deliveries, StorageJson.Default.IReadOnlyListTopicDeliveries)));
            return session.First("ReadTrust", ReadTrust, ("@runId", runId), ("@endedAfter", 0L));
        },
        cancellationToken);

    public Task<IReadOnlyList<RunTrust>> GetTrustAsync(UnixTime endedAfter, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<RunTrust>>(
        session => session.All("ReadTrust", ReadTrust, ("@runId", null), ("@endedAfter", endedAfter.Nanoseconds)), cancellationToken);

    public Task<IReadOnlyList<DriftEntry>> ListDriftAsync(DriftFilter filter, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<DriftEntry>>(
        session => session.All(
            "ListDrift",
            row => new DriftEntry(
                row.GetInt64(0), row.Time(1), row.GetString(2), row.TextOrNull(3), row.LongOrNull(4), row.LongOrNull(5), row.LongOrNull(6), row.LongOrNull(7), row.TextOrNull(8),
                row.TextOrNull(9), row.TextOrNull(10), row.TimeOrNull(11), row.TextOrNull(12) is { } direction ? Enum.Parse<DriftDirection>(direction) : null,
                row.TextOrNull(13) is { } cause ? Enum.Parse<DriftCause>(cause) : null, row.GetBoolean(14)),
            ("@runId", filter.RunId), ("@sku", filter.Sku), ("@variantId", filter.VariantId), ("@cause", filter.Cause?.ToString()), ("@limit", limit)),
        cancellationToken);

    public Task<IReadOnlyList<DriftTotal>> SumUpDriftAsync(UnixTime endedAfter, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<DriftTotal>>(
        session => session.All(
            "SumUpDrift",
            row => new DriftTotal(
                row.GetInt64(0), row.TextOrNull(1) is { } cause ? Enum.Parse<DriftCause>(cause) : null, row.GetInt64(2), row.GetInt64(3), row.GetInt64(4), row.LongOrNull(5), row.GetInt64(6)),
            ("@endedAfter", endedAfter.Nanoseconds)),
        cancellationToken);

    private static bool Write(SqliteSession session, IReadOnlyList<DriftVerdict> verdicts)
    {
        foreach (var (id, direction, topic, cause, lookAgainAt) in verdicts)
        {
            session.Execute(
                "RecordVerdict",
                ("@id", id), ("@direction", direction.ToString()), ("@topic", topic), ("@cause", cause?.ToString()), ("@lookAgainAt", lookAgainAt?.Nanoseconds));
        }

        return true;
    }

    private RunEvidence? ReadEvidence(SqliteSession session, long runId)
    {
        var window = session.First<(UnixTime EndedAt, UnixTime CreatedAt, UnixTime PreviousAt)?>(
            "ReadRunWindow", row => (row.Time(0), row.Time(1), row.Time(2)), ("@runId", runId));
        if (window is not var (endedAt, createdAt, previousAt)) return null;
        return new RunEvidence(
            runId, endedAt, RunEvidence.EndOfSecond(createdAt), previousAt, previousAt == default ? default : previousAt.Add(-_staleReadMargin),
            session.All("ReadRefusals", row => new RefusedHour(row.GetInt64(0), row.GetString(1)), ("@fromHour", previousAt.Hour), ("@toHour", endedAt.Hour)),
            session.All("ReadSubscriptionGaps", row => new SubscriptionGap(row.GetString(0), row.Time(1), row.Time(2)), ("@since", previousAt.Nanoseconds)));
    }

    private static RunTrust ReadTrust(Row row) => new(
        row.GetInt64(0), row.Time(1), row.Time(2), row.GetInt64(3), RunTrust.MeasuresOf(row.LongOrNull(4), row.LongOrNull(5), row.LongOrNull(6), row.LongOrNull(7)),
        RunTrust.CausesOf(row.TextOrNull(8)), RunTrust.DeliveriesOf(row.TextOrNull(9)));
}
