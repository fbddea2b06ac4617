using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(FailedChangeFilter filter, int limit, CancellationToken cancellationToken) => await RunAsync(
        session => session.QueryAsync(
            "ListFailedChanges",
            answer => answer.AllAsync(row => new FailedChangeRow(
                row.GetString(0), row.GetString(1), row.TextOrNull(2), row.GetString(3), row.Time(4), row.Time(5), (LookUpKind?)row.IntOrNull(6), row.LongOrNull(7), row.Int(8),
                (RepairState)row.Int(9))),
            ("@id", IdOf(filter.Id)), ("@kind", filter.Kind), ("@receivedBefore", filter.ReceivedBefore?.Nanoseconds), ("@receivedAfter", filter.ReceivedAfter?.Nanoseconds),
            ("@openOnly", filter.OpenOnly), ("@limit", limit)),
        cancellationToken);

    public Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "RetryFailedChange", row => row.Flag(0), [("@id", IdOf(id)), ("@now", now.Nanoseconds), ("@waitNanoseconds", WaitNanoseconds), .. FloodRule]),
        cancellationToken);

    public Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("DropFailedChange", row => row.Flag(0), ("@id", IdOf(id))), cancellationToken);

    /// <summary>As it is recorded.</summary>
    private static string? IdOf(string? id) => TextLimits.Cut(id, 200);
}
