using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>What has become of the full syncs so far.</summary>
/// <param name="LastSuccessStartedAt">When the last successful one began; null if none has ever succeeded.</param>
/// <param name="LastEndedAt">When the last one ended, however it ended; null if none has.</param>
/// <param name="FailuresSinceSuccess">Failed runs since the last success.</param>
/// <param name="IsRunning">Whether a run is unfinished, leased or not.</param>
/// <param name="EarlySync">What is asked for before the schedule has it; null if nothing is.</param>
public sealed record SyncHistory(
    UnixTime? LastSuccessStartedAt, UnixTime? LastEndedAt, int FailuresSinceSuccess, bool IsRunning, EarlySync? EarlySync = null);
