using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>A run, and the right to write as it.</summary>
public sealed record LeasedRun(SyncRun Run, RunLease Lease);
