using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What the app last said of itself, for whoever only reads the database: the view SyncFreshness.</summary>
/// <param name="At">Our clock.</param>
/// <param name="Level">green, yellow or red.</param>
/// <param name="Reason">Why it is not green.</param>
/// <param name="OldestMessageAt">When the oldest waiting message came into its queue; null where none waits or nobody can say.</param>
/// <param name="MaxSyncAgeSeconds">How old the last good full sync may be.</param>
public sealed record Heartbeat(UnixTime At, string Level, string Reason, UnixTime? OldestMessageAt, long MaxSyncAgeSeconds);

/// <summary>The row of the heartbeat, as both stores' statement takes it.</summary>
internal static class HeartbeatRows
{
    /// <summary>The parameters of WriteHeartbeat.</summary>
    public static (string Name, object? Value)[] Of(Heartbeat heartbeat) =>
    [
        ("@at", heartbeat.At.Nanoseconds), ("@level", heartbeat.Level), ("@reason", heartbeat.Reason),
        ("@oldestMessageAt", heartbeat.OldestMessageAt?.Nanoseconds), ("@maxSyncAgeSeconds", heartbeat.MaxSyncAgeSeconds),
    ];
}
