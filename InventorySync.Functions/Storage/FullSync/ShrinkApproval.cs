using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>That one run may bring a store that has shrunk by more than the guard allows: a row in SyncState.</summary>
/// <param name="RunId">The run that has taken it, so that whoever continues that run has it as well; null until one has. Any other run removes it.</param>
internal sealed record ShrinkApproval(UnixTime ApprovedAt, long? RunId = null);
