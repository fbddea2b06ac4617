using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(FailedChangeFilter filter, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ListFailedChanges",
            answer => answer.AllAsync(FailedChangeAt),
            ("@id", IdOf(filter.Id)), ("@kind", filter.Kind), ("@receivedBefore", filter.ReceivedBefore?.Nanoseconds), ("@receivedAfter", filter.ReceivedAfter?.Nanoseconds),
            ("@openOnly", filter.OpenOnly), ("@limit", limit)),
        cancellationToken);

    public Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RetryFailedChange", row => row.Flag(0), [("@id", IdOf(id)), ("@now", now.Nanoseconds), ("@waitNanoseconds", WaitNanoseconds), .. FloodRule]),
        cancellationToken);

    public Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("DropFailedChange", row => row.Flag(0), ("@id", IdOf(id))), cancellationToken);

    public Task<Pause?> GetPauseAsync(CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("ReadPause", OperationRows.Pause), cancellationToken);

    public async Task<Pause> PauseAsync(Pause pause, CancellationToken cancellationToken) => (await RunAsync(
        session => session.FirstAsync("Pause", OperationRows.Pause, ("@pausedAt", pause.Since.Nanoseconds), ("@reason", pause.Reason)),
        cancellationToken))!;

    public Task<bool> ResumeAsync(CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("Resume", row => row.Int("Resumed") > 0), cancellationToken);

    public Task<BegunRun?> BeginRunAsync(UnixTime now, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync("BeginRun", row => new BegunRun(row.Long("Id"), row.Flag("IsNew")), ("@now", now.Nanoseconds)),
        cancellationToken);

    public Task ApproveShrinkAsync(UnixTime now, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("ApproveShrink", _ => true, ("@approvedAt", now.Nanoseconds)), cancellationToken);

    public Task<bool> TakeShrinkApprovalAsync(RunLease lease, CancellationToken cancellationToken) =>
        RunAsRunAsync(lease, (session, _) => session.FirstAsync("TakeShrinkApproval", row => row.Flag("IsApproved"), ParametersOf(lease)), cancellationToken);

    public async Task<SyncRun?> TryLeaseDryRunAsync(string owner, UnixTime now, TimeSpan lease, CancellationToken cancellationToken)
    {
        var id = await RunAsync(
            session => session.FirstAsync<long?>(
                "LeaseDryRun", row => row.Long(0), ("@owner", owner), ("@now", now.Nanoseconds), ("@leasedUntil", now.Add(lease).Nanoseconds)),
            cancellationToken);
        return id is { } leased ? await ReadRunAsync(leased, cancellationToken) : null;
    }

    public async Task<DryRun> DryRunAsync(RunLease lease, Replacement replacement, int rows, CancellationToken cancellationToken)
    {
        await RunAsRunAsync(lease, (session, _) => session.FirstAsync("DeduplicateStaging", _ => true, ParametersOf(lease)), cancellationToken);
        return await RunAsRunAsync(
            lease,
            (session, _) => new SqlServerReplacement(session, lease, replacement, WaitNanoseconds, _options.ReplaceMode, _timeProvider).DryRunAsync(rows),
            cancellationToken);
    }

    public Task EndDryRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) => RunAsRunAsync(
        lease, (session, _) => session.FirstAsync("EndDryRun", _ => true, [.. ParametersOf(lease), ("@now", now.Nanoseconds), ("@reason", reason)]), cancellationToken);

    public Task<IReadOnlyList<StoreFinding>> InspectAsync(string shopDomain, CancellationToken cancellationToken) => _inspection.RunAsync(shopDomain, cancellationToken);

    public async Task<int> DeleteHistoryAsync(UnixTime endedBefore, int limit, CancellationToken cancellationToken)
    {
        await RunAsync(session => session.FirstAsync("DeleteOldSubscriptionGaps", _ => true, ("@repairedBefore", endedBefore.Nanoseconds)), cancellationToken);
        return await RunAsync(session => session.FirstAsync("DeleteOldRuns", row => row.Int(0), ("@endedBefore", endedBefore.Nanoseconds), ("@limit", limit)), cancellationToken)
            + await RunAsync(session => session.FirstAsync("DeleteOldFailedChanges", row => row.Int(0), ("@receivedBefore", endedBefore.Nanoseconds), ("@limit", limit)), cancellationToken);
    }

    private static FailedChangeRow FailedChangeAt(Row row) => new(
        row.GetString(0), row.GetString(1), row.TextOrNull(2), row.GetString(3), row.Time(4), row.Time(5), (LookUpKind?)row.IntOrNull(6), row.LongOrNull(7), row.Int(8),
        (RepairState)row.Int(9));

    /// <summary>As it is recorded.</summary>
    private static string? IdOf(string? id) => TextLimits.Cut(id, 200);
}
