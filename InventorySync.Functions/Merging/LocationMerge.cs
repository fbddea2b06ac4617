using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>
/// Decides a webhook about one location. What its items can be sold for is summed by the store, which loads none of their levels.
/// </summary>
internal static class LocationMerge
{
    /// <param name="held">Null where the location is not known.</param>
    /// <returns>What became of it, and whether an early full sync is needed: after an activation, since nobody knows what the levels of the
    /// location were told before it, and where two statements disagree. An activation of a location that is held as active counts as well:
    /// its deactivation is late or lost.</returns>
    public static (Outcome Outcome, bool NeedsFullSync) Decide(LocationRegisters? held, LocationObservation offered)
    {
        var outcome = Precedence.Decide(
            held is null ? null : (held.State, held.SeenAt), (offered.State, offered.SeenAt));
        return (outcome, (outcome.Writes() && offered.State is LocationState.Active) || outcome.IsConflict());
    }
}
