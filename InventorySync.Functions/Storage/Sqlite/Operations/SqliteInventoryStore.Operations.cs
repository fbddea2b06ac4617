using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(FailedChangeFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<FailedChangeRow>>(session => List(session, filter, limit), cancellationToken);

    public Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken) => WriteAsync(session => Retry(session, id, now), cancellationToken);

    public Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (session.Execute("DropFailedChange", ("@id", id)) == 0) return false;
            session.Execute("DeleteLookUpOfDropped", ("@id", id));
            return true;
        },
        cancellationToken);

    public Task<Pause?> GetPauseAsync(CancellationToken cancellationToken) => ReadAsync(ReadPause, cancellationToken);

    public Task<Pause> PauseAsync(Pause pause, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            session.Execute("Pause", ("@pausedAt", pause.Since.Nanoseconds), ("@reason", pause.Reason));
            return ReadPause(session)!;
        },
        cancellationToken);

    public Task<bool> ResumeAsync(CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("Resume") > 0, cancellationToken);

    public Task<BegunRun?> BeginRunAsync(UnixTime now, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (ReadPause(session) is not null) return null;
            if (session.First<long?>("ReadUnfinishedRun", row => row.Long("Id")) is { } unfinished)
                return new BegunRun(unfinished, IsNew: false);
            return new BegunRun(
                session.First("InsertRun", row => row.Long("Id"), ("@owner", null), ("@now", now.Nanoseconds), ("@leasedUntil", 0L)),
                IsNew: true);
        },
        cancellationToken);

    public Task ApproveShrinkAsync(UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("ApproveShrink", ("@approvedAt", now.Nanoseconds)), cancellationToken);

    public Task<bool> TakeShrinkApprovalAsync(RunLease lease, CancellationToken cancellationToken) => WriteAsRunAsync(
        lease,
        session =>
        {
            if (session.Execute("TakeShrinkApproval", ("@runId", lease.RunId)) > 0) return true;
            session.Execute("DeleteShrinkApproval");
            return false;
        },
        cancellationToken);

    public Task<SyncRun?> TryLeaseDryRunAsync(string owner, UnixTime now, TimeSpan lease, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (ReadPause(session) is not null || session.First<long?>("ReadUnfinishedRun", row => row.GetInt64(0)) is not null) return null;
            var run = session.First("InsertRun", row => row.GetInt64(0), ("@owner", owner), ("@now", now.Nanoseconds), ("@leasedUntil", now.Add(lease).Nanoseconds));
            session.Execute("MarkDryRun", ("@runId", run));
            return ReadRun(session, run);
        },
        cancellationToken);

    public Task<DryRun> DryRunAsync(RunLease lease, Replacement replacement, int rows, CancellationToken cancellationToken) => WriteAsRunAsync(
        lease,
        session =>
        {
            var report = new SqliteReplacement(session, lease.RunId, replacement, _staleReadMargin).Run();
            return new DryRun(report, session.All(
                "ReadDrift",
                row => new DriftRow(
                    row.GetString(0), row.LongOrNull(1), row.LongOrNull(2), row.LongOrNull(3), row.LongOrNull(4), row.TextOrNull(5), row.TextOrNull(6), row.GetBoolean(7)),
                ("@runId", lease.RunId), ("@limit", rows)));
        },
        cancellationToken,
        commits: false);

    public Task EndDryRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) => WriteAsRunAsync(
        lease,
        session => session.Execute("ClearStaging") + session.Execute("EndDryRun", ("@runId", lease.RunId), ("@now", now.Nanoseconds), ("@reason", reason)),
        cancellationToken);

    public Task<IReadOnlyList<StoreFinding>> InspectAsync(string shopDomain, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new SqliteInspection(_connectionString, _texts, shopDomain).Run());
    }

    public Task<int> DeleteHistoryAsync(UnixTime endedBefore, int limit, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            var runs = session.Execute("DeleteOldDrift", ("@endedBefore", endedBefore.Nanoseconds), ("@limit", limit))
                + session.Execute("DeleteOldRuns", ("@endedBefore", endedBefore.Nanoseconds), ("@limit", limit));
            session.Execute("DeleteOldDryRuns");
            session.Execute("DeleteOldSubscriptionGaps", ("@repairedBefore", endedBefore.Nanoseconds));
            return runs + session.Execute("DeleteOldFailedChanges", ("@receivedBefore", endedBefore.Nanoseconds), ("@limit", limit));
        },
        cancellationToken);

    private static Pause? ReadPause(SqliteSession session) => session.First("ReadPause", OperationRows.Pause);

    private static FailedChangeRow FailedChangeAt(Row row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(2), row.GetString(3), row.Time(4), row.Time(5), (LookUpKind?)row.IntOrNull(6), row.LongOrNull(7), row.GetInt32(8),
        (RepairState)row.GetInt32(9));

    private static List<FailedChangeRow> List(SqliteSession session, FailedChangeFilter filter, int limit) => session.All(
        "ListFailedChanges",
        FailedChangeAt,
        ("@id", filter.Id), ("@kind", filter.Kind), ("@receivedBefore", filter.ReceivedBefore?.Nanoseconds), ("@receivedAfter", filter.ReceivedAfter?.Nanoseconds),
        ("@openOnly", filter.OpenOnly), ("@limit", limit));

    private bool Retry(SqliteSession session, string id, UnixTime now)
    {
        if (List(session, new FailedChangeFilter(id, OpenOnly: false), 1) is not [var failed]) return false;
        session.Execute("OpenFailedChange", ("@id", id));
        if (failed is { LookUpKind: { } kind, LookUpId: { } lookUpId })
        {
            AskLookUp(session, kind, lookUpId, LookUpReason.Rejected, failed.SeenAt, now, now);
            session.Execute("HurryLookUp", ("@kind", (int)kind), ("@id", lookUpId), ("@now", now.Nanoseconds));
        }
        else
        {
            EarlySyncs.Ask(session, new EarlySync(EarlySyncReason.Rejected, now, failed.SeenAt, failed.SeenAt.Add(_staleReadMargin + ReadClockStep)));
        }

        return true;
    }
}
