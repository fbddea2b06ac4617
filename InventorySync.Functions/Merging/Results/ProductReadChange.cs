namespace InventorySync.Merging;

/// <summary>What a product's look-up changed.</summary>
/// <param name="Variants">The variants that changed for readers.</param>
public sealed record ProductReadChange(IReadOnlyList<VariantChange> Variants) : ReadResult;
