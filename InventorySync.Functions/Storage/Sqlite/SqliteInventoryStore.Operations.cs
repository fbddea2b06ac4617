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

    private static List<FailedChangeRow> List(SqliteSession session, FailedChangeFilter filter, int limit) => session.All(
        "ListFailedChanges",
        row => new FailedChangeRow(
            row.GetString(0), row.GetString(1), row.TextOrNull(2), row.GetString(3), row.Time(4), row.Time(5), (LookUpKind?)row.IntOrNull(6), row.LongOrNull(7), row.GetInt32(8),
            (RepairState)row.GetInt32(9)),
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
