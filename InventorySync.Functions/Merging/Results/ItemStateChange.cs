using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>What became of one item's webhook.</summary>
/// <param name="Tracked">What became of whether it is tracked; null if the webhook did not say.</param>
/// <param name="Presence">What became of whether it exists.</param>
/// <param name="OldAvailable">The availability of its variants before.</param>
/// <param name="NewAvailable">The availability of its variants after.</param>
/// <param name="Skus">The codes of the variants that share the item, blank where a variant has none; empty while none is known.</param>
public sealed record ItemStateChange(
    Outcome? Tracked, Outcome Presence, int? OldAvailable, int? NewAvailable, IReadOnlyList<string> Skus)
    : ChangeResult
{
    /// <summary>The look-up that was asked for with it, if one was.</summary>
    public PendingLookUp? LookUp => LookUps.Count > 0 ? LookUps[0] : null;
}
