using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.Sqlite;

public sealed partial class SqliteInventoryStore
{
    public Task<LocationChange> ApplyLocationAsync(LocationObservation observation, UnixTime now, CancellationToken cancellationToken) =>
        WriteAsync(session => Apply(session, observation, now), cancellationToken);

    private LocationChange Apply(SqliteSession session, LocationObservation observation, UnixTime now)
    {
        var held = session.First<(LocationState State, UnixTime SeenAt)?>(
            "ReadLocation",
            row => (
                row.Flag("IsDeleted") ? LocationState.Deleted : row.Flag("IsActive") ? LocationState.Active : LocationState.Inactive,
                row.Time("SeenAt")),
            ("@locationId", observation.LocationId));
        var outcome = Precedence.Decide(held, (observation.State, observation.SeenAt));
        if (outcome.Writes())
        {
            session.Execute(
                "WriteLocation",
                ("@locationId", observation.LocationId), ("@name", observation.Name),
                ("@isActive", observation.State is LocationState.Active), ("@isDeleted", observation.State is LocationState.Deleted),
                ("@seenAt", observation.SeenAt.Nanoseconds));
        }

        var hasBecomeActive = outcome.Writes() && observation.State is LocationState.Active && held?.State is not LocationState.Active;
        if (hasBecomeActive || outcome.IsConflict())
        {
            EarlySyncs.Ask(
                session,
                new EarlySync(
                    EarlySyncReason.Locations, now, observation.SeenAt, observation.SeenAt.Add(_staleReadMargin + ReadClockStep)));
        }

        return new LocationChange(
            outcome, outcome.Writes() ? session.Execute("RecomputeAvailabilityAtLocation", ("@locationId", observation.LocationId)) : 0);
    }
}
