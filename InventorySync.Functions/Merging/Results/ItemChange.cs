namespace InventorySync.Merging;

/// <summary>What a look-up's answer changed.</summary>
public sealed record ItemChange(int? OldAvailable, int? NewAvailable, IReadOnlyList<string> Skus)
    : ReadResult;
