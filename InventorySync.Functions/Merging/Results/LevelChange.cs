using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>What became of one level's webhook.</summary>
/// <param name="Available">What became of the number; null if the webhook did not carry one.</param>
/// <param name="Presence">What became of connected or disconnected; null if the webhook did not say.</param>
/// <param name="OldAvailable">The item's availability before (Sku.Available of its variants).</param>
/// <param name="NewAvailable">The item's availability after.</param>
/// <param name="Skus">The codes of the variants that share the item, blank where a variant has none; empty while the item is not
/// known.</param>
public sealed record LevelChange(
    Outcome? Available, Outcome? Presence, int? OldAvailable, int? NewAvailable, IReadOnlyList<string> Skus)
    : ChangeResult
{
    /// <summary>The look-up that was asked for with it, if one was.</summary>
    public PendingLookUp? LookUp => LookUps.Count > 0 ? LookUps[0] : null;
}
