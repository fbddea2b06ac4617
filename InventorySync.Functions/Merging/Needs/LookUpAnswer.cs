using InventorySync.Inventory;

namespace InventorySync.Merging;

/// <summary>That a read has answered a look-up.</summary>
/// <param name="IsFound">Whether what nobody knew is known now.</param>
public sealed record LookUpAnswer(LookUpKey Key, UnixTime SeenAt, bool IsFound);
