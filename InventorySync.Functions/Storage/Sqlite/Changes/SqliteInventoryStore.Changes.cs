using InventorySync.Inventory;
using InventorySync.Merging;
using Microsoft.Data.Sqlite;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken) => ChangeBatch.ApplyAsync(
        changes,
        some => WriteAsync(
            session => ChangeBatch.ApplyAsync(TransactionOn(session), some, Times(now)), cancellationToken),
        IsRefused);

    public Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, observation, now), cancellationToken);

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        WriteAsync(session => Record(session, change), cancellationToken);

    private IChangeTransaction TransactionOn(SqliteSession session)
    {
        var transaction = new SqliteChangeTransaction(session);
        return _faults is null ? transaction : _faults(transaction);
    }

    private LocationChange Apply(SqliteSession session, LocationObservation observation, UnixTime now)
    {
        var held = session.First("LoadLocation", RegisterRows.Location, ("@locationId", observation.LocationId));
        var (outcome, needsFullSync) = LocationMerge.Decide(held, observation);
        if (needsFullSync) AskEarlySync(session, EarlySyncReason.Locations, observation.SeenAt, Times(now));
        if (!outcome.Writes()) return new LocationChange(outcome, 0);

        session.Execute(
            "WriteLocation",
            ("@locationId", observation.LocationId), ("@name", Normal.Cut(observation.Name, Normal.LocationLength)),
            ("@isActive", observation.State is LocationState.Active), ("@isDeleted", observation.State is LocationState.Deleted),
            ("@seenAt", observation.SeenAt.Nanoseconds));
        return new LocationChange(
            outcome, session.Execute("RecomputeAvailabilityAtLocation", ("@locationId", observation.LocationId)));
    }

    private RecordedChange Record(SqliteSession session, FailedChange change)
    {
        var isNew = session.First(
            "WriteFailedChange", row => row.Flag("IsNew"),
            ("@id", change.Id), ("@kind", change.Kind), ("@topic", change.Topic), ("@reason", change.Reason),
            ("@headersJson", change.HeadersJson), ("@bodyLength", change.BodyLength), ("@bodySha256", change.BodySha256),
            ("@bodyHead", change.BodyHead.ToArray()), ("@receivedAt", change.ReceivedAt.Nanoseconds),
            ("@seenAt", change.SeenAt.Nanoseconds), ("@lookUpKind", (int?)change.LookUpKind), ("@lookUpId", change.LookUpId));
        if (!isNew) return new RecordedChange(IsNew: false, LookUp: null); // and so its repair was asked for already

        var times = Times(change.ReceivedAt);
        if (change.LookUp is not { } key)
        {
            AskEarlySync(session, EarlySyncReason.Rejected, change.SeenAt, times);
            return new RecordedChange(IsNew: true, LookUp: null);
        }

        return new RecordedChange(
            IsNew: true, new SqliteChangeTransaction(session).Need(key, times, needs => needs.Ask(change.Ask(key))));
    }

    private static bool AskEarlySync(SqliteSession session, EarlySyncReason reason, UnixTime seenAfter, MergeTimes times) =>
        new SqliteChangeTransaction(session).Need(
            null, times, needs => needs.AskEarlySync(reason, seenAfter, times.AnswerableAt(seenAfter))) is not null;

    private MergeTimes Times(UnixTime now) => new(now, _staleReadMargin);

    /// <summary>A row does not take what it was given: a constraint, a type, a length.</summary>
    /// <remarks>https://www.sqlite.org/rescode.html</remarks>
    private static bool IsRefused(Exception exception) =>
        exception is SqliteException { SqliteErrorCode: 18 /* SQLITE_TOOBIG */ or 19 /* SQLITE_CONSTRAINT */ or 20 /* SQLITE_MISMATCH */ };
}
