using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
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
}
