using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Decides a webhook about one location. What its items can be sold for is summed by the store, which loads none of their levels.
/// </summary>
internal static class LocationMerge
{
    /// <param name="held">Null where the location is not known.</param>
    /// <returns>What became of it, and whether an early full sync is needed: where the location has become active, since nobody knows what
    /// its levels were told meanwhile, and where two statements of one instant disagree.</returns>
    public static (Outcome Outcome, bool NeedsFullSync) Decide(LocationRegisters? held, LocationObservation offered)
    {
        var outcome = Precedence.Decide(
            held is null ? null : (held.State, held.SeenAt), (offered.State, offered.SeenAt));
        var hasBecomeActive = outcome.Writes() && offered.State is LocationState.Active && held?.State is not LocationState.Active;
        return (outcome, hasBecomeActive || outcome.IsConflict());
    }
}
