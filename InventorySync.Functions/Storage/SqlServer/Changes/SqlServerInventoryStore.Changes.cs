using InventorySync.Inventory;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken)
    {
        var seenAt = observation.Presence?.SeenAt ?? observation.Available!.Value.SeenAt;
        return RunAsync(
            session => session.QueryAsync(
                "ApplyLevel",
                async answer =>
                {
                    var (available, presence, old, next) = await answer.FirstAsync(row => (row.OutcomeOrNull(0), row.OutcomeOrNull(1), row.IntOrNull(2), row.IntOrNull(3)));
                    var skus = await answer.AllAsync(row => row.GetString(0));
                    return new LevelChange(available, presence, old, next, skus, await answer.FirstAsync(RowByOrdinal.LookUp));
                },
                [
                    ("@inventoryItemId", observation.InventoryItemId), ("@locationId", observation.LocationId),
                    ("@available", observation.Available?.Value), ("@updatedAt", observation.Available?.UpdatedAt.Nanoseconds),
                    ("@isConnected", observation.Presence?.IsPresent), ("@seenAt", seenAt.Nanoseconds),
                    ("@now", now.Nanoseconds), ("@conflictNotBefore", seenAt.Nanoseconds + WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);
    }

    public Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken)
    {
        var seenAt = observation.Presence.SeenAt;
        return RunAsync(
            session => session.QueryAsync(
                "ApplyItem",
                async answer =>
                {
                    var (tracked, presence, old, next) = await answer.FirstAsync(row => (row.OutcomeOrNull(0), row.Outcome(1), row.IntOrNull(2), row.IntOrNull(3)));
                    var skus = await answer.AllAsync(row => row.GetString(0));
                    return new ItemStateChange(tracked, presence, old, next, skus, await answer.FirstAsync(RowByOrdinal.LookUp));
                },
                [
                    ("@inventoryItemId", observation.InventoryItemId), ("@tracked", observation.Tracked?.Value), ("@updatedAt", observation.Tracked?.UpdatedAt.Nanoseconds),
                    ("@isPresent", observation.Presence.IsPresent), ("@seenAt", seenAt.Nanoseconds),
                    ("@now", now.Nanoseconds), ("@conflictNotBefore", seenAt.Nanoseconds + WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);
    }

    public Task<PendingLookUp?> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.FirstAsync(
                "WriteFailedChange",
                RowByOrdinal.LookUp,
                [
                    ("@id", TextLimits.Cut(change.Id, 200)), ("@kind", change.Kind), ("@topic", TextLimits.Cut(change.Topic, 200)), ("@reason", change.Reason), ("@headersJson", change.HeadersJson),
                    ("@bodyLength", change.BodyLength), ("@bodySha256", change.BodySha256), ("@bodyHead", change.BodyHead.ToArray()),
                    ("@receivedAt", change.ReceivedAt.Nanoseconds), ("@seenAt", change.SeenAt.Nanoseconds),
                    ("@lookUpKind", (int?)change.LookUpKind), ("@lookUpId", change.LookUpKind is null ? null : change.LookUpId),
                    ("@notBefore", change.SeenAt.Nanoseconds + WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);
}
