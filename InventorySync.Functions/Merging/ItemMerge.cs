using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>Applies a webhook about one inventory item: whether it is tracked, and whether it exists.</summary>
internal static class ItemMerge
{
    public static Merged Apply(RegisterSet registers, ItemObservation item, MergeTimes times)
    {
        var before = Availability.Seen(registers, item.InventoryItemId);
        var decisions = new Decisions();
        var (tracked, presence) = Decide(registers, decisions, item.InventoryItemId, item.Tracked, item.Presence);
        var sum = Availability.Copy(registers, item.InventoryItemId);

        var key = new LookUpKey(LookUpKind.InventoryItem, item.InventoryItemId);
        return new Merged(
            new ItemStateChange(tracked, presence, before.Available, sum, before.Skus),
            decisions.IsConflict ? [LookUpAsk.AfterMargin(key, LookUpReason.Conflict, item.Presence.SeenAt, times)] : []);
    }

    /// <summary>Decides both registers of an item. What its variants copy is left to the caller.</summary>
    /// <param name="tracked">Null where nothing is said about it.</param>
    /// <returns>What became of both.</returns>
    public static (Outcome? Tracked, Outcome Presence) Decide(
        RegisterSet registers, Decisions decisions, long inventoryItemId, Observation<bool>? tracked, Presence presence)
    {
        var held = registers.Item(inventoryItemId);
        var (outcome, nextTracked) = (default(Outcome?), held?.Tracked);
        if (tracked is { } offered) (outcome, nextTracked) = decisions.Decide(held?.Tracked, offered, Comparer<bool>.Default);
        var (presenceOutcome, nextPresence) = decisions.Decide(held?.Presence ?? registers.Absence, presence);
        registers.Set(inventoryItemId, new ItemRegisters(nextTracked, nextPresence));
        return (outcome, presenceOutcome);
    }
}
