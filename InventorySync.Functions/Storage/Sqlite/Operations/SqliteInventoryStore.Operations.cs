using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(
        FailedChangeFilter filter, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<FailedChangeRow>>(session => List(session, filter, limit), cancellationToken);

    public Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Retry(session, id, now), cancellationToken);

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
            session.Execute("WritePause", ("@pausedAt", pause.Since.Nanoseconds), ("@reason", pause.Reason));
            return ReadPause(session)!;
        },
        cancellationToken);

    public Task<bool> ResumeAsync(CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("Resume") > 0, cancellationToken);

    public Task<BegunRun?> BeginRunAsync(UnixTime now, CancellationToken cancellationToken) => WriteAsync(
        session =>
        {
            if (ReadPause(session) is not null) return null;
            return FindUnfinished(session) is { } unfinished
                ? new BegunRun(unfinished, IsNew: false)
                : new BegunRun(Begin(session, owner: null, now, leasedUntil: default), IsNew: true);
        },
        cancellationToken);

    public Task ApproveShrinkAsync(UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("ApproveShrink", ("@approvedAt", now.Nanoseconds)), cancellationToken);

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

    public Task<int> DeleteObservationsAsync(UnixTime recordedBefore, int limit, CancellationToken cancellationToken) => WriteAsync(
        session => session.Execute("DeleteOldObservations", ("@recordedBefore", recordedBefore.Nanoseconds), ("@limit", limit)),
        cancellationToken);

    private static Pause? ReadPause(SqliteSession session) => session.First("ReadPause", OperationRows.Pause);

    private static List<FailedChangeRow> List(SqliteSession session, FailedChangeFilter filter, int limit) => session.All(
        "ListFailedChanges",
        FailedChangeRows.FailedChange,
        ("@id", filter.Id), ("@kind", filter.Kind), ("@receivedBefore", filter.ReceivedBefore?.Nanoseconds),
        ("@receivedAfter", filter.ReceivedAfter?.Nanoseconds), ("@openOnly", filter.OpenOnly), ("@limit", limit));

    private bool Retry(SqliteSession session, string id, UnixTime now)
    {
        if (List(session, new FailedChangeFilter(id, OpenOnly: false), 1) is not [var failed]) return false;
        session.Execute("OpenFailedChange", ("@id", id));
        if (failed is not { LookUpKind: { } kind, LookUpId: { } lookUpId })
            return AskEarlySync(session, EarlySyncReason.Rejected, failed.SeenAt, Times(now));
        var key = new LookUpKey(kind, lookUpId);
        return new SqliteChangeTransaction(session).Need(key, Times(now), needs => needs.Retry(key, failed.SeenAt)) is not null;
    }
}
