using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<FailedChangeRow>> ListFailedChangesAsync(
        FailedChangeFilter filter, int limit, CancellationToken cancellationToken) =>
        await RunAsync(session => ListAsync(session, filter, limit), cancellationToken);

    public Task<bool> RetryFailedChangeAsync(string id, UnixTime now, CancellationToken cancellationToken) => ChangeAsync(
        (session, transaction) => RetryAsync(session, transaction, id, Times(now)), _options.CommandTimeout, cancellationToken);

    public Task<bool> DropFailedChangeAsync(string id, CancellationToken cancellationToken) =>
        RunAsync(session => session.FirstAsync("DropFailedChange", row => row.Flag("IsDropped"), ("@id", IdOf(id))), cancellationToken);

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

    public Task<IReadOnlyList<StoreFinding>> InspectAsync(string shopDomain, CancellationToken cancellationToken) =>
        _inspection.RunAsync(shopDomain, cancellationToken);

    public async Task<int> DeleteHistoryAsync(UnixTime endedBefore, int limit, CancellationToken cancellationToken)
    {
        await RunAsync(
            session => session.FirstAsync("DeleteOldSubscriptionGaps", _ => true, ("@repairedBefore", endedBefore.Nanoseconds)),
            cancellationToken);
        var runs = await RunAsync(
            session => session.FirstAsync(
                "DeleteOldRuns", row => row.Int("Removed"), ("@endedBefore", endedBefore.Nanoseconds), ("@limit", limit)),
            cancellationToken);
        return runs + await RunAsync(
            session => session.FirstAsync(
                "DeleteOldFailedChanges", row => row.Int("Removed"), ("@receivedBefore", endedBefore.Nanoseconds), ("@limit", limit)),
            cancellationToken);
    }

    public Task<int> DeleteObservationsAsync(UnixTime recordedBefore, int limit, CancellationToken cancellationToken) => RunAsync(
        session => session.FirstAsync(
            "DeleteOldObservations", row => row.Int("Removed"), ("@recordedBefore", recordedBefore.Nanoseconds), ("@limit", limit)),
        cancellationToken);

    private static Task<List<FailedChangeRow>> ListAsync(SqlServerSession session, FailedChangeFilter filter, int limit) =>
        session.QueryAsync(
            "ListFailedChanges",
            answer => answer.AllAsync(FailedChangeRows.FailedChange),
            ("@id", IdOf(filter.Id)), ("@kind", filter.Kind), ("@receivedBefore", filter.ReceivedBefore?.Nanoseconds),
            ("@receivedAfter", filter.ReceivedAfter?.Nanoseconds), ("@openOnly", filter.OpenOnly), ("@limit", limit));

    private static async Task<bool> RetryAsync(
        SqlServerSession session, SqlServerChangeTransaction transaction, string id, MergeTimes times)
    {
        await session.ExecuteAsync("LockNeeds");
        if (await ListAsync(session, new FailedChangeFilter(id, OpenOnly: false), 1) is not [var failed]) return false;
        await session.ExecuteAsync("OpenFailedChange", ("@id", IdOf(id)));
        if (failed is { LookUpKind: { } kind, LookUpId: { } lookUpId })
        {
            var key = new LookUpKey(kind, lookUpId);
            await transaction.NeedAsync(key, times, needs => needs.Retry(key, failed.SeenAt));
        }
        else
        {
            await transaction.AskEarlySyncAsync(EarlySyncReason.Rejected, failed.SeenAt, times);
        }

        return true;
    }

    /// <summary>As it is recorded.</summary>
    private static string? IdOf(string? id) => Normal.Cut(id, FailedChangeLength);
}
