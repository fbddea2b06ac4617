using InventorySync.Inventory;
using InventorySync.Storage;

namespace InventorySync.Probe;

/// <summary>
/// Whether what the tables hold of an item is what Shopify showed. By the rule that decides everything: wrong is what the read would
/// change. So a replica that lags, or a webhook that overtook the read, is no fault of the tables. Nor is what readers
/// do not see, such as a level at an inactive location.
/// </summary>
internal static class ItemComparison
{
    /// <summary>Whether a read would change what readers see.</summary>
    public static bool IsWrong(ProbedItem held, ItemRead read) => !held.IsSumRight || IsWrongByItself(held, read);

    /// <summary>The same, without the sum that Sku.Available should be.</summary>
    public static bool IsWrongByItself(ProbedItem held, ItemRead read)
    {
        var presence = new Presence(read.Item is not null, read.SeenAt);
        if (Changes(held.Presence, presence)) return true;
        return read.Item is { } item && (IsTrackedWrong(held, item, read.SeenAt) || AreLevelsWrong(held, item, read.SeenAt));
    }

    private static bool IsTrackedWrong(ProbedItem held, ItemSnapshot item, UnixTime seenAt) =>
        held.Tracked?.Value != item.Tracked
        && Precedence.Decide(
            held.Tracked, new Observation<bool>(item.Tracked, item.UpdatedAt, seenAt, ObservedBy.Read), Comparer<bool>.Default)
            .Writes();

    private static bool AreLevelsWrong(ProbedItem held, ItemSnapshot item, UnixTime seenAt)
    {
        var known = held.Levels.ToDictionary(level => level.LocationId);
        if (item.Levels.Any(level => IsWrong(known.GetValueOrDefault(level.LocationId), level, seenAt))) return true;
        var listed = item.Levels.Select(level => level.LocationId).ToHashSet();
        return held.Levels.Any(level =>
            level.IsCounted && !listed.Contains(level.LocationId) && Changes(level.Presence, new Presence(IsPresent: false, seenAt)));
    }

    private static bool IsWrong(ProbedLevel? held, LevelSnapshot level, UnixTime seenAt)
    {
        if (held is null || Changes(held.Presence, new Presence(IsPresent: true, seenAt))) return true;
        return held.IsCounted && held.Available?.Value != level.Available
            && Precedence.Decide(
                held.Available, new Observation<int?>(level.Available, level.UpdatedAt, seenAt, ObservedBy.Read), Comparer<int?>.Default)
                .Writes();
    }

    private static bool Changes(Presence held, Presence offered) =>
        held.IsPresent != offered.IsPresent && Precedence.Decide(held, offered).Writes();
}
