using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    /// <summary>A read's time has whole seconds, so one more has to pass before it can be seen to be later.</summary>
    internal static readonly TimeSpan ReadClockStep = TimeSpan.FromSeconds(1);

    public Task<IReadOnlyList<PendingLookUp>> GetDueLookUpsAsync(UnixTime now, int limit, CancellationToken cancellationToken) =>
        ReadAsync<IReadOnlyList<PendingLookUp>>(
            session => session.All("ReadDueLookUps", LookUpRows.LookUp, ("@now", now.Nanoseconds), ("@limit", limit)), cancellationToken);

    public Task PostponeLookUpAsync(PendingLookUp lookUp, UnixTime notBefore, CancellationToken cancellationToken) =>
        WriteAsync(
            session => session.Execute(
                "PostponeLookUp", ("@kind", (int)lookUp.Kind), ("@id", lookUp.Id), ("@notBefore", notBefore.Nanoseconds)),
            cancellationToken);

    public Task<ItemChange> ApplyItemReadAsync(ItemRead read, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, read, now), cancellationToken);

    public Task<ProductReadChange> ApplyProductReadAsync(ProductRead read, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, read, now), cancellationToken);

    private ItemChange Apply(SqliteSession session, ItemRead read, UnixTime now)
    {
        var change = new ItemReadApplication(session, read).Apply(
            () => AskForConflict(session, LookUpKind.InventoryItem, read.InventoryItemId, read.SeenAt, now),
            productId => AskAfterMargin(session, LookUpKind.Product, productId, LookUpReason.UnlistedVariant, read.SeenAt, now));
        WaitForMargin(session, LookUpKind.InventoryItem, read.InventoryItemId);
        return change;
    }

    private PendingLookUp AskForConflict(SqliteSession session, LookUpKind kind, long id, UnixTime seenAt, UnixTime now) =>
        AskAfterMargin(session, kind, id, LookUpReason.Conflict, seenAt, now);

    /// <summary>A need that a read can only answer once the margin has passed.</summary>
    private PendingLookUp AskAfterMargin(
        SqliteSession session, LookUpKind kind, long id, LookUpReason reason, UnixTime seenAt, UnixTime now) =>
        AskLookUp(session, kind, id, reason, seenAt, seenAt.Add(_staleReadMargin + ReadClockStep), now);

    /// <summary>A webhook's need that is worth trying at once, unless there is a flood of them.</summary>
    private static PendingLookUp AskAtOnce(
        SqliteSession session, LookUpKind kind, long id, LookUpReason reason, UnixTime seenAt, UnixTime now)
    {
        var waitUntil = LookUpAnswers.IsAnswered(session, kind, id) ? EarlySyncs.CountLookUp(session, now) : null;
        return AskLookUp(session, kind, id, reason, seenAt, waitUntil ?? now, now);
    }

    /// <summary>A need that has outlived a read is tried again when a read can answer it.</summary>
    private void WaitForMargin(SqliteSession session, LookUpKind kind, long id) => session.Execute(
        "WaitForMargin", ("@kind", (int)kind), ("@id", id),
        ("@waitNanoseconds", default(UnixTime).Add(_staleReadMargin + ReadClockStep).Nanoseconds));

    private static PendingLookUp AskLookUp(
        SqliteSession session, LookUpKind kind, long id, LookUpReason reason, UnixTime seenAfter, UnixTime notBefore, UnixTime now) =>
        session.First(
            "AskLookUp",
            LookUpRows.LookUp,
            ("@kind", (int)kind), ("@id", id), ("@reason", (int)reason), ("@askedAt", now.Nanoseconds),
            ("@seenAfter", seenAfter.Nanoseconds), ("@notBefore", notBefore.Nanoseconds))!;
}
