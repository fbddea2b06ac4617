using InventorySync.Merging;

namespace InventorySync.Storage;

/// <summary>What became of a change that could not be read or applied.</summary>
/// <param name="IsNew">False where its message had come before.</param>
/// <param name="LookUp">The look-up that was written with it, if one was.</param>
public sealed record RecordedChange(bool IsNew, PendingLookUp? LookUp);
