namespace InventorySync.Merging;

/// <summary>What a look-up's answer changed.</summary>
/// <param name="IsAnswered">False when the need asks for a later read than this one, and so stays.</param>
public sealed record ItemChange(int? OldAvailable, int? NewAvailable, IReadOnlyList<string> Skus, bool IsAnswered);
