namespace InventorySync.Merging;

/// <summary>What of an item can be sold. The views of both stores say the same, for what is summed without loading it.</summary>
internal static class Availability
{
    /// <summary>
    /// Null for an item that is not known or not tracked, otherwise the sum over its levels that are connected, at a location that counts.
    /// A deleted item has nothing, until the message of its variants' product says where they are. The sum is kept within 32 bits, as
    /// Sku.Available is: three locations may hold a thousand million each.
    /// </summary>
    public static int? Of(RegisterSet registers, long inventoryItemId)
    {
        if (registers.Item(inventoryItemId) is not { Tracked.Value: true } item) return null;
        if (!item.Presence.IsPresent) return 0;
        var sum = registers.LevelsOf(inventoryItemId)
            .Where(level => level.Level.Presence.IsPresent && registers.Counts(level.Key.LocationId))
            .Sum(level => (long)(level.Level.Available?.Value ?? 0));
        return (int)Math.Clamp(sum, int.MinValue, int.MaxValue);
    }

    /// <summary>Copies to the item's variants what the item says: whether it is tracked, and what can be sold.</summary>
    /// <returns>What can be sold.</returns>
    public static int? Copy(RegisterSet registers, long inventoryItemId)
    {
        var tracked = registers.Item(inventoryItemId)?.Tracked?.Value;
        var available = Of(registers, inventoryItemId);
        foreach (var (id, variant) in registers.VariantsOfItem(inventoryItemId))
        {
            if ((variant.Tracked, variant.Available) != (tracked, available))
                registers.Set(id, variant with { Tracked = tracked, Available = available });
        }

        return available;
    }

    /// <summary>What readers see of the item: the availability and the codes of its live variants, blank where one has none.</summary>
    public static (int? Available, IReadOnlyList<string> Skus) Seen(RegisterSet registers, long inventoryItemId)
    {
        VariantRegisters[] live =
            [.. registers.VariantsOfItem(inventoryItemId).Select(row => row.Variant).Where(variant => variant.Presence.IsPresent)];
        return (live.FirstOrDefault()?.Available, [.. live.Select(variant => variant.Membership.Value.Details.Sku ?? "")]);
    }
}
