using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<SyncRun?> TryLeaseDryRunAsync(string owner, UnixTime now, TimeSpan lease, CancellationToken cancellationToken) =>
        WriteAsync(
            session =>
            {
                if (ReadPause(session) is not null || FindUnfinished(session) is not null) return null;
                var run = Begin(session, owner, now, now.Add(lease));
                session.Execute("MarkDryRun", ("@runId", run));
                return ReadRun(session, run);
            },
            cancellationToken);

    public Task<DryRun> DryRunAsync(RunLease lease, Replacement replacement, int rows, CancellationToken cancellationToken) =>
        WriteAsRunAsync(
            lease,
            session =>
            {
                var report = new SqliteReplacement(session, lease.RunId, replacement, Times(replacement.Now)).Run();
                return new DryRun(report, session.All("ReadDrift", FullSyncRows.Drift, ("@runId", lease.RunId), ("@limit", rows)));
            },
            cancellationToken,
            commits: false);

    public Task EndDryRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) => WriteAsRunAsync(
        lease,
        session => session.Execute("ClearStaging")
            + session.Execute("EndDryRun", ("@runId", lease.RunId), ("@now", now.Nanoseconds), ("@reason", reason)),
        cancellationToken);
}
