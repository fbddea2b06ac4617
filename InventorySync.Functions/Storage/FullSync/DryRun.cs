namespace InventorySync.Storage;

/// <summary>What a full sync would change.</summary>
/// <param name="Rows">The first rows that would differ.</param>
public sealed record DryRun(SyncReport Report, IReadOnlyList<DriftRow> Rows);

/// <summary>One thing that differs: a row of SyncDrift.</summary>
/// <param name="Kind">available, connected, variant, variant presence, product, item or sum.</param>
/// <param name="IsInFlight">Changed within the margin before the read: its webhook may still be on its way.</param>
public sealed record DriftRow(
    string Kind, long? VariantId, long? ProductId, long? InventoryItemId, long? LocationId, string? Was, string? Became, bool IsInFlight);
