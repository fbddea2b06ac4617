using InventorySync.Inventory;

namespace InventorySync.Storage;

/// <summary>What the last transaction of a full sync must know besides the staged rows.</summary>
/// <param name="BulkCreatedAt">Shopify's clock when the read began.</param>
/// <param name="SeenAt"><paramref name="BulkCreatedAt"/> less the margin that a replica may lag: the version of every row.</param>
/// <param name="Now">Our clock, for the run's end.</param>
public sealed record Replacement(UnixTime BulkCreatedAt, UnixTime SeenAt, UnixTime Now);
