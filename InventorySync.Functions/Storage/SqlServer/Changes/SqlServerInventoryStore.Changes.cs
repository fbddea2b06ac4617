using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    /// <summary>Characters of <see cref="FailedChange.Id"/> and of a topic that the columns take.</summary>
    private const int FailedChangeLength = 200;

    public Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken) => ChangeBatch.ApplyAsync(
        changes,
        some => ChangeAsync(
            (_, transaction) => ChangeBatch.ApplyAsync(transaction, some, Times(now)), _options.CommandTimeout, cancellationToken),
        SqlServerFaults.IsRefused);

    /// <summary>With the time of a full sync: it may recompute as many rows.</summary>
    public Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        ChangeAsync(
            (session, transaction) => ApplyAsync(session, transaction, observation, now), _options.FullSyncCommandTimeout,
            cancellationToken);

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) => ChangeAsync(
        (session, transaction) => RecordAsync(session, transaction, change), _options.CommandTimeout, cancellationToken);

    /// <summary>One transaction. Its caller's token ends the wait for it to begin, and nothing after.</summary>
    private Task<T> ChangeAsync<T>(
        Func<SqlServerSession, SqlServerChangeTransaction, Task<T>> work, TimeSpan timeout, CancellationToken cancellationToken) =>
        _sessions.RunAsync(
            timeout,
            async (session, _) =>
            {
                await session.BeginChangeAsync();
                var result = await work(session, new SqlServerChangeTransaction(session));
                await session.CommitAsync();
                return result;
            },
            cancellationToken);

    private static async Task<LocationChange> WriteAsync(SqlServerSession session, LocationObservation observation, Outcome outcome)
    {
        if (!outcome.Writes()) return new LocationChange(outcome, 0);
        await session.ExecuteAsync(
            "WriteLocation",
            ("@locationId", observation.LocationId), ("@name", Normal.Cut(observation.Name, Normal.LocationLength)),
            ("@isActive", observation.State is LocationState.Active), ("@isDeleted", observation.State is LocationState.Deleted),
            ("@seenAt", observation.SeenAt.Nanoseconds));
        return new LocationChange(outcome, await session.FirstAsync(
            "RecomputeAvailabilityAtLocation", row => row.Int("SkusChanged"), ("@locationId", observation.LocationId)));
    }

    private async Task<LocationChange> ApplyAsync(
        SqlServerSession session, SqlServerChangeTransaction transaction, LocationObservation observation, UnixTime now)
    {
        var held = await session.FirstAsync("LoadLocation", RegisterRows.Location, ("@locationId", observation.LocationId));
        var (outcome, needsFullSync) = LocationMerge.Decide(held, observation);
        var change = await WriteAsync(session, observation, outcome);

        // Last, since the sums may take seconds, and others wait for `needs`.
        if (needsFullSync) await transaction.AskEarlySyncAsync(EarlySyncReason.Locations, observation.SeenAt, Times(now));
        return change;
    }

    private async Task<RecordedChange> RecordAsync(
        SqlServerSession session, SqlServerChangeTransaction transaction, FailedChange change)
    {
        await session.ExecuteAsync("LockNeeds");
        var isNew = await session.FirstAsync(
            "WriteFailedChange", row => row.Flag("IsNew"),
            ("@id", Normal.Cut(change.Id, FailedChangeLength)), ("@kind", change.Kind),
            ("@topic", Normal.Cut(change.Topic, FailedChangeLength)), ("@reason", change.Reason),
            ("@headersJson", change.HeadersJson), ("@bodyLength", change.BodyLength), ("@bodySha256", change.BodySha256),
            ("@bodyHead", change.BodyHead.ToArray()), ("@receivedAt", change.ReceivedAt.Nanoseconds),
            ("@seenAt", change.SeenAt.Nanoseconds), ("@lookUpKind", (int?)change.LookUpKind), ("@lookUpId", change.LookUpId));
        if (!isNew) return new RecordedChange(IsNew: false, LookUp: null); // and so its repair was asked for already

        var times = Times(change.ReceivedAt);
        if (change.LookUp is { } key)
            return new RecordedChange(IsNew: true, await transaction.NeedAsync(key, times, needs => needs.Ask(change.Ask(key))));
        await transaction.AskEarlySyncAsync(EarlySyncReason.Rejected, change.SeenAt, times);
        return new RecordedChange(IsNew: true, LookUp: null);
    }

    private MergeTimes Times(UnixTime now) => new(now, _staleReadMargin);
}
