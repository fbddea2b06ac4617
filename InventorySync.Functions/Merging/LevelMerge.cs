using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>Applies a webhook about one level, and sums its item again.</summary>
internal static class LevelMerge
{
    public static Merged Apply(RegisterSet registers, LevelObservation level, MergeTimes times)
    {
        var key = new LevelKey(level.InventoryItemId, level.LocationId);
        var isKnown = registers.Item(key.InventoryItemId) is not null;
        var before = Availability.Seen(registers, key.InventoryItemId);
        var held = registers.Level(key);
        var heldPresence = held?.Presence ?? registers.Absence;
        var decisions = new Decisions();

        var (available, nextAvailable) = (default(Outcome?), held?.Available);
        if (level.Available is { } number)
            (available, nextAvailable) = decisions.Decide(held?.Available, number, Comparer<int?>.Default);

        var (presence, nextPresence) = (default(Outcome?), heldPresence);
        if (level.Presence is { } stated)
            (presence, nextPresence) = decisions.Decide(heldPresence, stated);
        else if (held is null)
            nextPresence = Imply(decisions, heldPresence, level.Available!.Value.SeenAt);

        registers.Set(key, new LevelRegisters(nextAvailable, nextPresence!.Value));
        var sum = Availability.Copy(registers, key.InventoryItemId);
        return new Merged(
            new LevelChange(available, presence, before.Available, sum, before.Skus),
            AsksOf(decisions, level, isKnown, times));
    }

    /// <summary>
    /// An update implies the level that it meets first: present, and any statement about presence overrules it, unless a full sync has not
    /// seen the level since.
    /// </summary>
    private static Presence Imply(Decisions decisions, Presence? held, UnixTime seenAt) =>
        decisions.Decide(held, new Presence(IsPresent: true, seenAt)).Outcome.Writes() ? Presence.Implied : held!.Value;

    /// <summary>
    /// A look-up is asked for where only the API can say more: of two observations of one version, and of an item that is not known.
    /// </summary>
    private static LookUpAsk[] AsksOf(Decisions decisions, LevelObservation level, bool isKnown, MergeTimes times)
    {
        var key = new LookUpKey(LookUpKind.InventoryItem, level.InventoryItemId);
        var seenAt = level.Presence?.SeenAt ?? level.Available!.Value.SeenAt;
        if (decisions.IsConflict) return [LookUpAsk.AfterMargin(key, LookUpReason.Conflict, seenAt, times)];
        return isKnown ? [] : [LookUpAsk.AtOnce(key, LookUpReason.UnknownItem, seenAt, times)];
    }
}
