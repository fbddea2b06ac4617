using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<SyncRun?> TryLeaseDryRunAsync(string owner, UnixTime now, TimeSpan lease, CancellationToken cancellationToken)
    {
        var id = await RunAsync(
            session => session.FirstAsync<long?>(
                "LeaseDryRun", row => row.Long("Id"),
                ("@owner", owner), ("@now", now.Nanoseconds), ("@leasedUntil", now.Add(lease).Nanoseconds)),
            cancellationToken);
        return id is { } leased ? await ReadRunAsync(leased, cancellationToken) : null;
    }

    public async Task<DryRun> DryRunAsync(RunLease lease, Replacement replacement, int rows, CancellationToken cancellationToken)
    {
        await RunAsRunAsync(
            lease, (session, _) => session.FirstAsync("DeduplicateStaging", _ => true, ParametersOf(lease)), cancellationToken);
        return await RunAsRunAsync(
            lease,
            (session, _) => new SqlServerReplacement(session, lease, replacement, WaitNanoseconds, _options.ReplaceMode, _timeProvider)
                .DryRunAsync(rows), cancellationToken);
    }

    public Task EndDryRunAsync(RunLease lease, string reason, UnixTime now, CancellationToken cancellationToken) => RunAsRunAsync(
        lease,
        (session, _) => session.FirstAsync(
            "EndDryRun", _ => true, [.. ParametersOf(lease), ("@now", now.Nanoseconds), ("@reason", reason)]),
        cancellationToken);
}
