namespace InventorySync.Merging;

/// <summary>What a product's look-up changed.</summary>
/// <param name="Variants">The variants that changed for readers.</param>
/// <param name="IsAnswered">False when the need asks for a later read than this one, and so stays.</param>
public sealed record ProductReadChange(IReadOnlyList<VariantChange> Variants, bool IsAnswered);
