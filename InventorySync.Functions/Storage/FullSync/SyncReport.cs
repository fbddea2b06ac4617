using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What a full sync did.</summary>
/// <param name="IsDiscarded">True if a newer download had been applied already, so that this one changed nothing.</param>
/// <param name="SkusWritten">Rows of Sku that came, went or changed for who reads SkuLive.</param>
/// <param name="LevelsWritten">Rows of InventoryLevel that came, or whose number or connection changed.</param>
/// <param name="Drift">Rows that differed and should not have: older than the margin, so their webhook is overdue. Zero on the first run,
/// which only fills.</param>
/// <param name="InFlight">Rows that differed but changed within the margin before the read: their webhooks may still be on their
/// way.</param>
/// <param name="LookUpsAsked">Look-ups written down (cut-off levels, conflicts).</param>
/// <param name="Measures">How right the tables were; null on the first run.</param>
public sealed record SyncReport(
    bool IsDiscarded, long Variants, long Levels, long SkusWritten, long LevelsWritten, long Drift, long InFlight,
    long ItemsWithFewerLevels, long LookUpsAsked, DriftMeasures? Measures = null);

/// <summary>What the last transaction of a full sync must know besides the staged rows.</summary>
/// <param name="BulkCreatedAt">Shopify's clock when the read began.</param>
/// <param name="SeenAt"><paramref name="BulkCreatedAt"/> less the margin that a replica may lag: the version of every row.</param>
/// <param name="Now">Our clock, for the run's end.</param>
public sealed record Replacement(UnixTime BulkCreatedAt, UnixTime SeenAt, UnixTime Now);
