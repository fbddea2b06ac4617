namespace InventorySync.FullSync;

/// <summary>Why a download may not replace what the tables hold.</summary>
/// <param name="IsShrink">Whether it is for the store's having shrunk, which an operator can approve once.</param>
public sealed record Refusal(string Text, bool IsShrink = false);
