using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>What became of one product's webhook.</summary>
/// <param name="Details">What became of the product's own details; null if the webhook carried none.</param>
/// <param name="Presence">What became of whether it exists.</param>
/// <param name="Variants">The variants that changed for readers, or that two observations disagree about; empty when nothing but versions
/// changed.</param>
/// <param name="IsRenamed">Whether the product's title or status changed for readers.</param>
public sealed record ProductChange(
    Outcome? Details, Outcome Presence, bool IsRenamed, IReadOnlyList<VariantChange> Variants)
    : ChangeResult;

/// <summary>What became of one variant of a product's snapshot.</summary>
/// <param name="Sku">Its code, blank where it has none.</param>
/// <param name="Details">What became of its details and of what it belongs to; null if it came without a body.</param>
/// <param name="Presence">What became of whether it exists.</param>
/// <param name="IsVisible">Whether readers see a change; false for a conflict that kept what was held.</param>
public sealed record VariantChange(long VariantId, string Sku, Outcome? Details, Outcome Presence, bool IsVisible);
