using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    public async Task<IReadOnlyList<Applied>> ApplyAsync(
        IReadOnlyList<IObservation> changes, UnixTime now, CancellationToken cancellationToken)
    {
        List<Applied> applied = [];
        foreach (var change in changes)
        {
            applied.Add(new Applied(
                change switch
                {
                    LevelObservation level => await ApplyLevelAsync(level, now, cancellationToken),
                    ItemObservation item => await ApplyItemAsync(item, now, cancellationToken),
                    ProductObservation product => await ApplyProductAsync(product, now, cancellationToken),
                    ItemRead read => await ApplyItemReadAsync(read, now, cancellationToken),
                    ProductRead read => await ApplyProductReadAsync(read, now, cancellationToken),
                    _ => throw new ArgumentOutOfRangeException(nameof(changes), change, "There is no rule for it."),
                },
                Fault: null));
        }

        return applied;
    }

    private Task<LevelChange> ApplyLevelAsync(LevelObservation observation, UnixTime now, CancellationToken cancellationToken)
    {
        var seenAt = observation.Presence?.SeenAt ?? observation.Available!.Value.SeenAt;
        return RunAsync(
            session => session.QueryAsync(
                "ApplyLevel",
                async answer =>
                {
                    var (available, presence, old, next) = await answer.FirstAsync(row => (
                        row.NumberedOrNull<Outcome>("Available"), row.NumberedOrNull<Outcome>("Presence"),
                        row.IntOrNull("OldAvailable"), row.IntOrNull("NewAvailable")));
                    var skus = await answer.AllAsync(row => row.Text("Sku"));
                    return new LevelChange(available, presence, old, next, skus) { LookUps = await answer.AllAsync(LookUpRows.LookUp) };
                },
                [
                    ("@inventoryItemId", observation.InventoryItemId), ("@locationId", observation.LocationId),
                    ("@available", observation.Available?.Value), ("@updatedAt", observation.Available?.UpdatedAt.Nanoseconds),
                    ("@isConnected", observation.Presence?.IsPresent), ("@seenAt", seenAt.Nanoseconds),
                    ("@now", now.Nanoseconds), ("@conflictNotBefore", seenAt.Nanoseconds + WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);
    }

    private Task<ItemStateChange> ApplyItemAsync(ItemObservation observation, UnixTime now, CancellationToken cancellationToken)
    {
        var seenAt = observation.Presence.SeenAt;
        return RunAsync(
            session => session.QueryAsync(
                "ApplyItem",
                async answer =>
                {
                    var (tracked, presence, old, next) = await answer.FirstAsync(row => (
                        row.NumberedOrNull<Outcome>("Tracked"), row.Numbered<Outcome>("Presence"),
                        row.IntOrNull("OldAvailable"), row.IntOrNull("NewAvailable")));
                    var skus = await answer.AllAsync(row => row.Text("Sku"));
                    return new ItemStateChange(tracked, presence, old, next, skus) { LookUps = await answer.AllAsync(LookUpRows.LookUp) };
                },
                [
                    ("@inventoryItemId", observation.InventoryItemId), ("@tracked", observation.Tracked?.Value),
                    ("@updatedAt", observation.Tracked?.UpdatedAt.Nanoseconds), ("@isPresent", observation.Presence.IsPresent),
                    ("@seenAt", seenAt.Nanoseconds), ("@now", now.Nanoseconds),
                    ("@conflictNotBefore", seenAt.Nanoseconds + WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);
    }

    public Task<RecordedChange> RecordFailedChangeAsync(FailedChange change, CancellationToken cancellationToken) =>
        RunAsync(
            session => session.QueryAsync(
                "WriteFailedChange",
                async answer => new RecordedChange(
                    await answer.FirstAsync(row => row.Flag("IsNew")), await answer.FirstAsync(LookUpRows.LookUp)),
                [
                    ("@id", TextLimits.Cut(change.Id, 200)), ("@kind", change.Kind), ("@topic", TextLimits.Cut(change.Topic, 200)),
                    ("@reason", change.Reason), ("@headersJson", change.HeadersJson), ("@bodyLength", change.BodyLength),
                    ("@bodySha256", change.BodySha256), ("@bodyHead", change.BodyHead.ToArray()),
                    ("@receivedAt", change.ReceivedAt.Nanoseconds), ("@seenAt", change.SeenAt.Nanoseconds),
                    ("@lookUpKind", (int?)change.LookUpKind), ("@lookUpId", change.LookUpKind is null ? null : change.LookUpId),
                    ("@notBefore", change.SeenAt.Nanoseconds + WaitNanoseconds), .. FloodRule,
                ]),
            cancellationToken);
}
