using InventorySync.Storage;

namespace InventorySync.FullSync;

/// <summary>What a full sync would do now.</summary>
/// <param name="RunId">Of the dry run's own row.</param>
/// <param name="Refusal">Why it would replace nothing; null if nothing stands against it.</param>
/// <param name="Result">What it would change, if nothing stood against it.</param>
public sealed record DryRunReport(long RunId, Refusal? Refusal, DryRun Result);
