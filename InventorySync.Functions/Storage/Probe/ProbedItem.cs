using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What the tables hold of one item, for the probe to compare with Shopify.</summary>
/// <param name="Tracked">Null while only a deletion has been seen.</param>
/// <param name="IsSumRight">Whether Sku.Available is what the levels add up to.</param>
/// <param name="HasLookUp">Whether a look-up of the item waits: somebody knows already.</param>
/// <param name="HasFailedChange">Whether a change of the item is in FailedChange, and not repaired.</param>
public sealed record ProbedItem(
    long InventoryItemId, Observation<bool>? Tracked, Presence Presence, IReadOnlyList<ProbedLevel> Levels, bool IsSumRight, bool HasLookUp,
    bool HasFailedChange);

/// <summary>What the tables hold of one level.</summary>
/// <param name="Available">Null while only a disconnect has been seen.</param>
/// <param name="IsCounted">Whether its number counts for readers: connected, at an active and included location.</param>
public sealed record ProbedLevel(long LocationId, Observation<int?>? Available, Presence Presence, bool IsCounted);
