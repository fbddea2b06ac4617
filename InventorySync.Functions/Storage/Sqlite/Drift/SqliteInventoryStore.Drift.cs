using System.Text.Json;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<RunToJudge>> FindRunsToJudgeAsync(UnixTime now, UnixTime endedAfter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<RunToJudge>>(
            session => session.All(
                "FindRunsToJudge", DriftRows.RunToJudge, ("@now", now.Nanoseconds), ("@endedAfter", endedAfter.Nanoseconds)),
            cancellationToken);

    public Task<RunEvidence?> GetRunEvidenceAsync(long runId, CancellationToken cancellationToken) =>
        ReadAsync(session => ReadEvidence(session, runId), cancellationToken);

    public Task<IReadOnlyList<DriftEvidence>> GetDriftEvidenceAsync(
        RunEvidence run, UnixTime now, int limit, CancellationToken cancellationToken) => ReadAsync<IReadOnlyList<DriftEvidence>>(
        session => session.All(
            "ReadDriftEvidence",
            DriftRows.Evidence,
            ("@runId", run.RunId), ("@readAt", run.ReadAt.Nanoseconds), ("@endedAt", run.EndedAt.Nanoseconds),
            ("@previousReadAt", run.PreviousReadAt.Nanoseconds), ("@now", now.Nanoseconds), ("@limit", limit),
            ("@connectTopic", Topics.LevelConnect.Name), ("@disconnectTopic", Topics.LevelDisconnect.Name)),
        cancellationToken);

    public Task RecordVerdictsAsync(IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) =>
        WriteAsync(session => Write(session, verdicts), cancellationToken);

    public Task<RunTrust?> SumUpVerdictsAsync(long runId, IReadOnlyList<DriftVerdict> verdicts, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                Write(session, verdicts);
                if (ReadEvidence(session, runId) is not { } run) return null;
                var causes = session.All("CountCauses", DriftRows.CauseCount, ("@runId", runId));
                var deliveries = session.All(
                    "CountDeliveries", DriftRows.Deliveries,
                    ("@runId", runId), ("@fromHour", run.PreviousReadAt.Hour), ("@toHour", run.EndedAt.Hour));
                session.Execute(
                    "WriteTrust",
                    ("@runId", runId), ("@causes", JsonSerializer.Serialize(causes, StorageJson.Default.IReadOnlyListCauseCount)),
                    ("@deliveries", JsonSerializer.Serialize(deliveries, StorageJson.Default.IReadOnlyListTopicDeliveries)));
                return session.First("ReadTrust", DriftRows.Trust, ("@runId", runId), ("@endedAfter", 0L));
            },
            cancellationToken);

    public Task<IReadOnlyList<RunTrust>> GetTrustAsync(UnixTime endedAfter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<RunTrust>>(
            session => session.All("ReadTrust", DriftRows.Trust, ("@runId", null), ("@endedAfter", endedAfter.Nanoseconds)),
            cancellationToken);

    public Task<IReadOnlyList<DriftEntry>> ListDriftAsync(DriftFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<DriftEntry>>(
            session => session.All(
                "ListDrift",
                DriftRows.Entry,
                ("@runId", filter.RunId), ("@sku", filter.Sku), ("@variantId", filter.VariantId), ("@cause", filter.Cause?.ToString()),
                ("@limit", limit)),
            cancellationToken);

    public Task<IReadOnlyList<DriftTotal>> SumUpDriftAsync(UnixTime endedAfter, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<DriftTotal>>(
            session => session.All("SumUpDrift", DriftRows.Total, ("@endedAfter", endedAfter.Nanoseconds)), cancellationToken);

    private static bool Write(SqliteSession session, IReadOnlyList<DriftVerdict> verdicts)
    {
        foreach (var (id, direction, topic, cause, lookAgainAt) in verdicts)
        {
            session.Execute(
                "RecordVerdict",
                ("@id", id), ("@direction", direction.ToString()), ("@topic", topic), ("@cause", cause?.ToString()),
                ("@lookAgainAt", lookAgainAt?.Nanoseconds));
        }

        return true;
    }

    private RunEvidence? ReadEvidence(SqliteSession session, long runId)
    {
        if (session.First("ReadRunWindow", DriftRows.Window, ("@runId", runId)) is not var (endedAt, createdAt, previousAt)) return null;
        return new RunEvidence(
            runId, endedAt, RunEvidence.EndOfSecond(createdAt), previousAt,
            previousAt == default ? default : previousAt.Add(-_staleReadMargin),
            session.All("ReadRefusals", DriftRows.Refusal, ("@fromHour", previousAt.Hour), ("@toHour", endedAt.Hour)),
            session.All("ReadSubscriptionGaps", DriftRows.Gap, ("@since", previousAt.Nanoseconds)));
    }
}
