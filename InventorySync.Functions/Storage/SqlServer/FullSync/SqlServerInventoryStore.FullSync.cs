using InventorySync.Inventory;
using Microsoft.Data.SqlClient;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<SyncRun?> TryLeaseRunAsync(
        string owner, bool mayStart, UnixTime now, TimeSpan lease, CancellationToken cancellationToken)
    {
        var id = await RunAsync(
            session => session.FirstAsync<long?>(
                "LeaseRun", row => row.Long("Id"),
                ("@owner", owner), ("@mayStart", mayStart), ("@now", now.Nanoseconds), ("@leasedUntil", now.Add(lease).Nanoseconds)),
            cancellationToken);
        return id is { } leased ? await ReadRunAsync(leased, cancellationToken) : null;
    }

    public Task SaveProgressAsync(RunLease lease, SyncProgress progress, UnixTime leasedUntil, CancellationToken cancellationToken) =>
        RunAsRunAsync(
            lease,
            (session, _) => session.FirstAsync(
                "WriteProgress", _ => true,
                [
                    .. ParametersOf(lease), ("@state", (int)progress.State), ("@leasedUntil", leasedUntil.Nanoseconds),
                    ("@bulkOperationId", progress.BulkOperationId), ("@bulkCreatedAt", progress.BulkCreatedAt?.Nanoseconds),
                    ("@objectCount", progress.ObjectCount), ("@fileSize", progress.FileSize), ("@bytesRead", progress.BytesRead),
                    ("@rowsStaged", progress.RowsStaged),
                ]),
            cancellationToken);

    public Task ClearStagingAsync(RunLease lease, CancellationToken cancellationToken) =>
        RunAsRunAsync(
            lease,
            async (session, _) =>
            {
                await session.BeginAsync();
                await session.ExecuteAsync("CheckLease", ParametersOf(lease));
                await session.ExecuteAsync("ClearStaging");
                await session.CommitAsync();
                return true;
            },
            cancellationToken);

    public Task StageAsync(RunLease lease, StagedBatch batch, CancellationToken cancellationToken) =>
        RunAsRunAsync(
            lease,
            async (session, _) =>
            {
                await session.BeginAsync();
                await session.ExecuteAsync("CheckLease", ParametersOf(lease));
                await CopyAsync(session, "StagedVariant", new RowReader<StagedVariant>(batch.Variants, StagedColumns.OfVariant));
                await CopyAsync(session, "StagedInventoryLevel", new RowReader<StagedLevel>(batch.Levels, StagedColumns.OfLevel));
                await CopyAsync(session, "StagedLocation", new RowReader<StagedLocation>(batch.Locations, StagedColumns.OfLocation));
                await session.CommitAsync();
                return true;
            },
            cancellationToken);

    public async Task<StagedCounts> CountStagedAsync(RunLease lease, CancellationToken cancellationToken) => (await RunAsRunAsync(
        lease,
        (session, _) => session.FirstAsync("CountStaged", FullSyncRows.Staged, ParametersOf(lease)), cancellationToken))!;

    public async Task<SyncReport> ReplaceAsync(RunLease lease, Replacement replacement, CancellationToken cancellationToken)
    {
        await RunAsRunAsync(
            lease, (session, _) => session.FirstAsync("DeduplicateStaging", _ => true, ParametersOf(lease)), cancellationToken);
        return await RunAsRunAsync(
            lease,
            async (session, tries) =>
            {
                // The last try's commit may have arrived although its answer did not.
                if (tries > 1 && await FindReportAsync(session, lease.RunId) is { } report) return report;
                return await new SqlServerReplacement(session, lease, replacement, WaitNanoseconds, _options.ReplaceMode, _timeProvider)
                    .RunAsync();
            },
            cancellationToken);
    }

    public Task FailRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) =>
        RunAsRunAsync(
            lease,
            (session, _) => session.FirstAsync(
                "FailRun", _ => true, [.. ParametersOf(lease), ("@now", now.Nanoseconds), ("@error", reason)]),
            cancellationToken);

    public Task ReleaseLeaseAsync(RunLease lease, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("ReleaseLease", _ => true, ParametersOf(lease)), cancellationToken);

    public Task<bool> TakeShrinkApprovalAsync(RunLease lease, CancellationToken cancellationToken) =>
        RunAsRunAsync(
            lease,
            (session, _) => session.FirstAsync("TakeShrinkApproval", row => row.Flag("IsApproved"), ParametersOf(lease)),
            cancellationToken);

    public Task<SyncRun?> GetLatestRunAsync(CancellationToken cancellationToken) => ReadRunAsync(runId: null, cancellationToken);

    public async Task<SyncHistory> GetSyncHistoryAsync(CancellationToken cancellationToken) => (await RunAsync(
        session => session.FirstAsync("ReadSyncHistory", FullSyncRows.History), cancellationToken))!;

    public Task<bool> IsBulkOperationKnownAsync(string bulkOperationId, long exceptRunId, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "ReadBulkOperationOwner", _ => true, ("@bulkOperationId", bulkOperationId), ("@runId", exceptRunId)),
            cancellationToken);

    private Task<SyncRun?> ReadRunAsync(long? runId, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("ReadRuns", FullSyncRows.Run, ("@runId", runId)), cancellationToken);

    private static async Task<SyncReport?> FindReportAsync(SqlServerSession session, long runId) =>
        await session.FirstAsync("ReadRuns", FullSyncRows.Run, ("@runId", runId)) switch
        {
            { State: SyncState.Succeeded, Report: { } report } => report,
            { State: SyncState.Discarded } => SqlServerReplacement.Discarded,
            _ => null,
        };

    private static async Task CopyAsync<T>(SqlServerSession session, string table, RowReader<T> rows)
    {
        await using (rows)
        {
            if (rows.HasRows) await session.CopyAsync(table, rows);
        }
    }

    private static (string Name, object? Value)[] ParametersOf(RunLease lease) => [("@runId", lease.RunId), ("@owner", lease.Owner)];

    /// <summary>One operation of a run: refused once another instance holds its lease, or the run has ended.</summary>
    private async Task<T> RunAsRunAsync<T>(RunLease lease, Func<SqlServerSession, int, Task<T>> work, CancellationToken cancellationToken)
    {
        try
        {
            return await _sessions.RunAsync(_options.FullSyncCommandTimeout, work, cancellationToken);
        }
        catch (SqlException e) when (e.Errors.Cast<SqlError>().Any(error => error.Number == SqlServerFaults.LeaseLost))
        {
            throw new LeaseLostException(lease.RunId);
        }
    }
}
