using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Tests.Convergence.Planted;

/// <summary>What can be got wrong about locations, pauses and probes.</summary>
internal static class LocationFaults
{
    public static IReadOnlyList<Fault> All { get; } =
    [
        Fault.InViews("stock at an inactive location counts", "AND coalesce(p.IsActive, 1) = 1", "AND 1 = 1"),
        Fault.InViews("stock at a location that is not included counts", "NOT EXISTS (SELECT 1 FROM IncludedLocation)", "1 = 1"),
        Fault.InViews("stock at a disconnected level counts", "WHERE l.IsConnected = 1", "WHERE 1 = 1"),
        Fault.InSql(
            "stock at an inactive location counts in a batch", "LoadLocations", "coalesce(p.IsActive, 1) = 1", "1 = 1"),
        Fault.InSql(
            "stock at a location that is not included counts in a batch", "LoadLocations", "NOT EXISTS (SELECT 1 FROM IncludedLocation)",
            "1 = 1"),
        Fault.InSql(
            "of the items at a changed location only one is summed up", "RecomputeAvailabilityAtLocation",
            "IN (SELECT InventoryItemId FROM", "= (SELECT min(InventoryItemId) FROM"),
        Fault.InSql("a location's deletion is not written", "WriteLocation", "IsDeleted = excluded.IsDeleted", "IsDeleted = IsDeleted"),
        Fault.InSql(
            "a location that was deactivated stays inactive", "WriteLocation", "IsActive = excluded.IsActive",
            "IsActive = min(IsActive, excluded.IsActive)"),
        Fault.InSql(
            "a full sync writes a location's name only", "ReplaceLocations",
            "IsActive = r.IsActive, IsDeleted = r.IsDeleted, ", ""),
        Fault.InSql(
            "a full sync ignores when a location was seen", "ReplaceLocations", "Location.SeenAt, 1 + r", "-9223372036854775808, 1 + r"),
        Fault.InSql(
            "a location that a full sync does not list stays", "ReplaceLocations", "LEFT JOIN (SELECT", "JOIN (SELECT"),
        Fault.InSql(
            "an activation asks for no early full sync", "WriteEarlySync", "AS j;\nSELECT changes()",
            "AS j WHERE j.value ->> 'reason' <> 'Locations';\nSELECT 1"),
        Fault.InStore("of two statements about a location the one that comes last wins", store => Locations(
            store, (observation, now) => observation with { SeenAt = UnixTime.Later(observation.SeenAt, now) })),
        Fault.InStore("a late activation revives a location", store => Locations(
            store, (observation, now) => observation.State is LocationState.Active
                ? observation with { SeenAt = UnixTime.Later(observation.SeenAt, now) }
                : observation)),
        Fault.InStore("of two statements about a location of one second nobody asks which is right", store => Locations(
            store, (observation, _) => observation.State is LocationState.Active
                ? observation
                : observation with { SeenAt = observation.SeenAt.ToWholeSecond().Add(TimeSpan.FromSeconds(1)) })),
        Fault.InStore("nobody asks whether there is a pause", store => OtherwiseStore.Of(
            store, nameof(IInventoryStore.GetPauseAsync), _ => Task.FromResult<Pause?>(null))),
        Fault.InStore("a read of an item claims to have seen the next minutes", Foreseeing),
    ];

    private static IInventoryStore Locations(IInventoryStore store, Func<LocationObservation, UnixTime, LocationObservation> change) =>
        OtherwiseStore.Of(store, nameof(IInventoryStore.ApplyLocationAsync), args =>
        {
            args[0] = change((LocationObservation)args[0]!, (UnixTime)args[1]!);
            return null;
        });

    private static IInventoryStore Foreseeing(IInventoryStore store) =>
        OtherwiseStore.Of(store, nameof(IInventoryStore.ApplyAsync), args =>
        {
            args[0] = ((IReadOnlyList<IObservation>)args[0]!)
                .Select(change => change is ItemRead read ? read with { SeenAt = read.SeenAt.Add(TimeSpan.FromMinutes(5)) } : change)
                .ToList();
            return null;
        });
}
