using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What status is judged by.</summary>
public interface IStatusStore
{
    /// <summary>Everything that <see cref="StoreStatus"/> tells, by a few small queries.</summary>
    /// <param name="lagsSince">Where the window of the lags begins.</param>
    Task<StoreStatus> GetStatusAsync(UnixTime lagsSince, CancellationToken cancellationToken);

    Task WriteHeartbeatAsync(Heartbeat heartbeat, CancellationToken cancellationToken);
}
