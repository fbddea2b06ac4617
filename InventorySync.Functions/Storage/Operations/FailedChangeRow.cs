using InventorySync.Inventory;
using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>A <see cref="FailedChange"/> as its row stands, without its body.</summary>
/// <param name="Tries">How often its repair has been tried in vain: its look-up, or the full syncs where what it was about is not
/// known.</param>
public sealed record FailedChangeRow(
    string Id, string Kind, string? Topic, string Reason, UnixTime ReceivedAt, UnixTime SeenAt, LookUpKind? LookUpKind, long? LookUpId,
    int Tries, RepairState State);
