using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>What webhooks and reads about products and about items do to a variant alike.</summary>
internal static class VariantMerge
{
    /// <summary>
    /// What is held about the presence of a variant that has no row: that a message has named it, or that the newest list of its product's
    /// variants has left it out, or the last full sync; null where there has been neither.
    /// </summary>
    public static Presence? Unwritten(RegisterSet registers, long variantId, ProductRegisters? product)
    {
        if (registers.Unread(variantId) is { } unread) return new Presence(IsPresent: true, unread.SeenAt);
        return product?.VariantsSeenAt is { } listedAt
            ? new Presence(IsPresent: false, UnixTime.Later(listedAt, registers.Absence?.SeenAt ?? default))
            : registers.Absence;
    }

    /// <summary>
    /// What the variant holds from now on. One that is new, or that has moved, gets its copies from what it belongs to now.
    /// </summary>
    public static VariantRegisters Put(RegisterSet registers, long variantId, Observation<Membership> membership, Presence presence)
    {
        var held = registers.Variant(variantId);
        var next = held is null
            ? new VariantRegisters(membership, presence, Product: null, Tracked: null, Available: null)
            : held with { Membership = membership, Presence = presence };
        if (held?.ProductId != next.ProductId) next = next with { Product = registers.Product(next.ProductId)?.Details?.Value };
        if (held?.InventoryItemId != next.InventoryItemId)
        {
            next = next with
            {
                Tracked = registers.Item(next.InventoryItemId)?.Tracked?.Value,
                Available = Availability.Of(registers, next.InventoryItemId),
            };
        }

        if (held is null) registers.Set(variantId, (UnreadVariant?)null);
        registers.Set(variantId, next);
        return next;
    }

    /// <summary>Copies to the product's variants its title and status.</summary>
    public static void CopyProduct(RegisterSet registers, long productId)
    {
        var details = registers.Product(productId)?.Details?.Value;
        foreach (var (id, variant) in registers.VariantsOfProduct(productId))
        {
            if (variant.Product != details) registers.Set(id, variant with { Product = details });
        }
    }
}
