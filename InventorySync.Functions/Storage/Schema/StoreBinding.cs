namespace InventorySync.Storage;

/// <summary>What the settings bind a database to, and how long its reads have to wait.</summary>
/// <param name="ShopDomain">The myshopify.com domain whose stock this database holds, in lower case.</param>
/// <param name="LocationIds">The locations whose stock counts as available; empty means all.</param>
/// <param name="StaleReadMargin">
/// Of this process alone, and not kept in the database: how much older than its reading a read's version is, so that a conflict's look-up
/// must wait for so long.
/// </param>
/// <param name="SafetyStock">How many of each SKU are kept back, unless its policy says otherwise.</param>
public sealed record StoreBinding(string ShopDomain, IReadOnlyList<long> LocationIds, TimeSpan StaleReadMargin, int SafetyStock = 0);
