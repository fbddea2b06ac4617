using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>
/// How many of one SKU are kept back, where it is not what InventorySync__SafetyStock says: subtracted in SkuLive.Sellable, never in
/// Available.
/// </summary>
/// <param name="SafetyStock">Pieces, 0 or more.</param>
/// <param name="Note">The operator's words, 500 characters at most; null where there were none.</param>
/// <param name="SetAt">Our clock.</param>
public sealed record SkuPolicy(long VariantId, int SafetyStock, string? Note, UnixTime SetAt)
{
    /// <summary>Far more than a shop keeps back, and far from where a number of 32 bits ends.</summary>
    public const int MaxSafetyStock = 1_000_000;

    public const int MaxNoteLength = 500;
}

/// <summary>A policy with what it is for.</summary>
/// <param name="Sku">The variant as it is now; null where it is not there, such as after its deletion.</param>
public sealed record SkuPolicyRow(SkuPolicy Policy, FoundSku? Sku);

/// <summary>One live variant, as SkuLive has it.</summary>
/// <param name="Sku">The merchant's code: may be null, blank, or the same for several variants.</param>
/// <param name="Sellable">Available less what is kept back, never below 0; null where Available is.</param>
public sealed record FoundSku(long VariantId, string? Sku, string ProductTitle, string Title, int? Available, int? Sellable);
