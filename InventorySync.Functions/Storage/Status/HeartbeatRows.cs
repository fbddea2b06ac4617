namespace InventorySync.Storage;

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
