using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, observation, now), cancellationToken);

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        WriteAsync(session => Record(session, change), cancellationToken);

    private RecordedChange Record(SqliteSession session, FailedChange change)
    {
        var isNew = session.First(
            "WriteFailedChange", row => row.Flag("IsNew"),
            ("@id", change.Id), ("@kind", change.Kind), ("@topic", change.Topic), ("@reason", change.Reason),
            ("@headersJson", change.HeadersJson), ("@bodyLength", change.BodyLength), ("@bodySha256", change.BodySha256),
            ("@bodyHead", change.BodyHead.ToArray()), ("@receivedAt", change.ReceivedAt.Nanoseconds),
            ("@seenAt", change.SeenAt.Nanoseconds), ("@lookUpKind", (int?)change.LookUpKind), ("@lookUpId", change.LookUpId));
        if (!isNew) return new RecordedChange(IsNew: false, LookUp: null); // and so its repair was asked for already

        if (change is { LookUpKind: { } kind, LookUpId: { } id })
        {
            return new RecordedChange(
                IsNew: true, AskAtOnce(session, kind, id, LookUpReason.Rejected, change.SeenAt, change.ReceivedAt));
        }

        EarlySyncs.Ask(
            session,
            new EarlySync(EarlySyncReason.Rejected, change.ReceivedAt, change.SeenAt, change.SeenAt.Add(_staleReadMargin + ReadClockStep)));
        return new RecordedChange(IsNew: true, LookUp: null);
    }

    private LevelChange Apply(SqliteSession session, LevelObservation observation, UnixTime now)
    {
        var held = LevelRegisters.Read(session, observation.InventoryItemId, observation.LocationId);
        Outcome? available =
            observation.Available is { } offered ? Precedence.Decide(held?.Available, offered, Comparer<int?>.Default) : null;
        var heldPresence = held?.Presence ?? Absences.Read(session);
        Outcome? presence = observation.Presence is { } stated ? Precedence.Decide(heldPresence, stated) : null;

        // An update implies the level that it meets first: present, and any statement about presence overrules it, unless a full sync has
        // not seen the level since.
        var implied = held is null && presence is null
            ? Precedence.Decide(heldPresence, new Presence(IsPresent: true, observation.Available!.Value.SeenAt))
            : (Outcome?)null;
        var before = ItemState.Read(session, observation.InventoryItemId);
        var next = new LevelRegisters(
            available is { } outcome && outcome.Writes() ? observation.Available : held?.Available,
            presence is { } statement && statement.Writes() ? observation.Presence!.Value
            : implied is { } implication && implication.Writes() ? Presence.Implied : heldPresence!.Value);
        if (next != held) next.Write(session, observation.InventoryItemId, observation.LocationId);
        var newAvailable = WriteAvailability(session, observation.InventoryItemId);

        return new LevelChange(available, presence, before.Available, newAvailable, before.Skus, FindNeed(
            session, observation, available, presence ?? implied, before.IsKnown, now));
    }

    /// <summary>
    /// A need is written where only the API can say more: of an item that is not known, and of two observations of one version.
    /// </summary>
    private PendingLookUp? FindNeed(
        SqliteSession session, LevelObservation observation, Outcome? available, Outcome? presence, bool isKnown, UnixTime now)
    {
        var seenAt = observation.Presence?.SeenAt ?? observation.Available!.Value.SeenAt;
        if (available is { } number && number.IsConflict() || presence is { } statement && statement.IsConflict())
            return AskForConflict(session, LookUpKind.InventoryItem, observation.InventoryItemId, seenAt, now);
        return isKnown
            ? null
            : AskAtOnce(session, LookUpKind.InventoryItem, observation.InventoryItemId, LookUpReason.UnknownItem, seenAt, now);
    }

    /// <summary>Sets the availability of the item's variants to the sum of what counts.</summary>
    private static int? WriteAvailability(SqliteSession session, long inventoryItemId)
    {
        var available = session.First("ComputeAvailability", row => row.IntOrNull("Available"), ("@inventoryItemId", inventoryItemId));
        session.Execute("WriteAvailability", ("@inventoryItemId", inventoryItemId), ("@available", available));
        return available;
    }
}
