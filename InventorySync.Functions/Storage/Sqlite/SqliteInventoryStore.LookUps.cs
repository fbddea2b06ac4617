using InventorySync.Inventory;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    /// <summary>A read's time has whole seconds, so one more has to pass before it can be seen to be later.</summary>
    internal static readonly TimeSpan ReadClockStep = TimeSpan.FromSeconds(1);

    public Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<PendingLookUp>>(
            session => session.All("ReadDueLookUps", ReadLookUp, ("@now", now.Nanoseconds), ("@limit", limit)), cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        WriteAsync(
            session => session.Execute("PostponeLookUp", ("@kind", (int)lookUp.Kind), ("@id", lookUp.Id), ("@notBefore", notBefore.Nanoseconds)), cancellationToken);

    public Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => new ItemReadApplication(session, read).Apply(seenAt => AskForConflict(session, read.InventoryItemId, seenAt, now)), cancellationToken);

    private PendingLookUp AskForConflict(SqliteSession session, long inventoryItemId, UnixTime seenAt, UnixTime now) =>
        AskLookUp(session, inventoryItemId, LookUpReason.Conflict, seenAt, seenAt.Add(_staleReadMargin + ReadClockStep), now);

    private static PendingLookUp AskLookUp(
        SqliteSession session, long inventoryItemId, LookUpReason reason, UnixTime seenAfter, UnixTime notBefore, UnixTime now) =>
        session.First(
            "AskLookUp",
            ReadLookUp,
            ("@kind", (int)LookUpKind.InventoryItem), ("@id", inventoryItemId), ("@reason", (int)reason), ("@askedAt", now.Nanoseconds),
            ("@seenAfter", seenAfter.Nanoseconds), ("@notBefore", notBefore.Nanoseconds))!;

    private static PendingLookUp ReadLookUp(SqliteDataReader row) => new(
        (LookUpKind)row.GetInt32(0), row.GetInt64(1), (LookUpReason)row.GetInt32(2), row.Time(3), row.Time(4), row.Time(5), row.GetInt32(6));
}
