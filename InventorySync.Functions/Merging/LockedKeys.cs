namespace InventorySync.Merging;

/// <summary>The products and the items that a batch has locked.</summary>
public sealed record LockedKeys(IReadOnlyCollection<long> ProductIds, IReadOnlyCollection<long> InventoryItemIds);
