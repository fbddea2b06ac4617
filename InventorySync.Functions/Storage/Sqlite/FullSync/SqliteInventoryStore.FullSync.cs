using System.Diagnostics.CodeAnalysis;
using InventorySync.Inventory;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<SyncRun?> TryLeaseRunAsync(
        string owner, bool mayStart, UnixTime now, TimeSpan lease, CancellationToken cancellationToken) =>
        WriteAsync(session => TryLease(session, owner, mayStart, now, now.Add(lease)), cancellationToken);

    public Task SaveProgressAsync(RunLease lease, SyncProgress progress, UnixTime leasedUntil, CancellationToken cancellationToken) =>
        WriteAsRunAsync(
            lease,
            session => session.Execute(
                "WriteProgress",
                ("@runId", lease.RunId), ("@state", (int)progress.State), ("@leasedUntil", leasedUntil.Nanoseconds),
                ("@bulkOperationId", progress.BulkOperationId), ("@bulkCreatedAt", progress.BulkCreatedAt?.Nanoseconds),
                ("@objectCount", progress.ObjectCount), ("@fileSize", progress.FileSize), ("@bytesRead", progress.BytesRead),
                ("@rowsStaged", progress.RowsStaged)),
            cancellationToken);

    public Task ClearStagingAsync(RunLease lease, CancellationToken cancellationToken) =>
        WriteAsRunAsync(lease, session => session.Execute("ClearStaging"), cancellationToken);

    public Task StageAsync(RunLease lease, StagedBatch batch, CancellationToken cancellationToken) =>
        WriteAsRunAsync(lease, session => Stage(session, batch), cancellationToken);

    public Task<StagedCounts> CountStagedAsync(RunLease lease, CancellationToken cancellationToken) =>
        WriteAsRunAsync(lease, CountStaged, cancellationToken);

    public Task<SyncReport> ReplaceAsync(RunLease lease, Replacement replacement, CancellationToken cancellationToken) =>
        WriteAsRunAsync(
            lease, session => new SqliteReplacement(session, lease.RunId, replacement, Times(replacement.Now)).Run(), cancellationToken);

    public Task FailRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsRunAsync(
            lease,
            session => session.Execute("ClearStaging")
                + session.Execute("FailRun", ("@runId", lease.RunId), ("@now", now.Nanoseconds), ("@error", reason)),
            cancellationToken);

    public Task ReleaseLeaseAsync(RunLease lease, CancellationToken cancellationToken) =>
        WriteAsync(session => session.Execute("ReleaseLease", ("@runId", lease.RunId), ("@owner", lease.Owner)), cancellationToken);

    public Task<SyncRun?> GetLatestRunAsync(CancellationToken cancellationToken) =>
        ReadAsync(session => ReadRun(session, runId: null), cancellationToken);

    public Task<SyncHistory> GetSyncHistoryAsync(CancellationToken cancellationToken) =>
        ReadAsync(ReadHistory, cancellationToken);

    public Task<bool> IsBulkOperationKnownAsync(string bulkOperationId, long exceptRunId, CancellationToken cancellationToken) =>
        ReadAsync(
            session => session.First("ReadBulkOperationOwner", _ => true, ("@bulkOperationId", bulkOperationId), ("@runId", exceptRunId)),
            cancellationToken);

    public Task<bool> TakeShrinkApprovalAsync(RunLease lease, CancellationToken cancellationToken) => WriteAsRunAsync(
        lease,
        session =>
        {
            if (session.Execute("KeepShrinkApproval", ("@runId", lease.RunId)) > 0) return true;
            session.Execute("DeleteShrinkApproval");
            return false;
        },
        cancellationToken);

    private static SyncHistory ReadHistory(SqliteSession session) => session.First("ReadSyncHistory", FullSyncRows.History)!;

    internal static StagedCounts CountStaged(SqliteSession session) => session.First("CountStaged", FullSyncRows.Staged)!;

    private static long? FindUnfinished(SqliteSession session) => session.First<long?>("ReadUnfinishedRun", row => row.Long("Id"));

    /// <returns>The new run's number.</returns>
    private static long Begin(SqliteSession session, string? owner, UnixTime now, UnixTime leasedUntil) => session.First(
        "InsertRun", row => row.Long("Id"), ("@owner", owner), ("@now", now.Nanoseconds), ("@leasedUntil", leasedUntil.Nanoseconds));

    private static SyncRun? TryLease(SqliteSession session, string owner, bool mayStart, UnixTime now, UnixTime leasedUntil)
    {
        if (ReadPause(session) is not null) return null;
        if (FindUnfinished(session) is { } unfinished)
        {
            var isTaken = session.Execute(
                "TakeOverRun", ("@runId", unfinished), ("@owner", owner), ("@now", now.Nanoseconds),
                ("@leasedUntil", leasedUntil.Nanoseconds)) > 0;
            return isTaken ? ReadRun(session, unfinished) : null;
        }

        return mayStart ? ReadRun(session, Begin(session, owner, now, leasedUntil)) : null;
    }

    private static bool Stage(SqliteSession session, StagedBatch batch)
    {
        Stage(session, "StageVariant", batch.Variants, StagedColumns.OfVariant);
        Stage(session, "StageInventoryLevel", batch.Levels, StagedColumns.OfLevel);
        Stage(session, "StageLocation", batch.Locations, StagedColumns.OfLocation);
        return true;
    }

    /// <summary>The statement's parameters have the names of the columns.</summary>
    private static void Stage<T>(
        SqliteSession session, [ConstantExpected] string statement, IReadOnlyList<T> rows, IReadOnlyList<StagedColumn<T>> columns)
    {
        var parameters = columns.Select(column => (Name: "@" + column.Name, Value: (object?)null)).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < parameters.Length; i++)
            {
                var value = columns[i].Value(row);
                parameters[i].Value = value is decimal price ? SqliteRow.Text(price) : value;
            }

            session.Execute(statement, parameters);
        }
    }

    /// <summary>One transaction of a run: refused once another instance holds its lease, or the run has ended.</summary>
    private Task<T> WriteAsRunAsync<T>(
        RunLease lease, Func<SqliteSession, T> work, CancellationToken cancellationToken, bool commits = true) =>
        WriteAsync(
            session => session.First("HoldsLease", _ => true, ("@runId", lease.RunId), ("@owner", lease.Owner))
                ? work(session)
                : throw new LeaseLostException(lease.RunId),
            cancellationToken, commits);

    private static SyncRun? ReadRun(SqliteSession session, long? runId) => session.First("ReadRuns", FullSyncRows.Run, ("@runId", runId));
}
