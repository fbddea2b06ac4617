using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage.SqlServer;

public sealed partial class SqlServerInventoryStore
{
    /// <summary>With the time of a full sync: it may recompute as many rows.</summary>
    public async Task<LocationChange> ApplyLocationAsync(
        LocationObservation observation, UnixTime now, CancellationToken cancellationToken) => (await _sessions.RunAsync(
        _options.FullSyncCommandTimeout,
        (session, _) => session.FirstAsync(
            "ApplyLocation", row => new LocationChange(row.Numbered<Outcome>("Outcome"), row.Int("SkusChanged")),
            ("@locationId", observation.LocationId), ("@name", TextLimits.Cut(observation.Name, TextLimits.LocationLength)),
            ("@state", (int)observation.State), ("@seenAt", observation.SeenAt.Nanoseconds), ("@now", now.Nanoseconds),
            ("@notBefore", observation.SeenAt.Nanoseconds + WaitNanoseconds)),
        cancellationToken))!;
}
