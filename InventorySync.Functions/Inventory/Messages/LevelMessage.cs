namespace InventorySync.Inventory;

/// <summary>What an inventory_levels webhook said.</summary>
/// <param name="Available">Null where Shopify said null, and for a disconnect.</param>
/// <param name="UpdatedAt">Null for a disconnect, which has none.</param>
public sealed record LevelMessage(long InventoryItemId, long LocationId, LevelEvent Event, int? Available, UnixTime? UpdatedAt)
{
    /// <summary>The observation that this message makes, seen at <paramref name="seenAt"/>.</summary>
    public LevelObservation ToObservation(UnixTime seenAt)
    {
        // A payload that was assembled late shows the level as it was later than what triggered it.
        var shownAt = UpdatedAt is { } stamp ? UnixTime.Later(stamp, seenAt) : seenAt;
        return new LevelObservation(
            InventoryItemId,
            LocationId,
            UpdatedAt is { } updatedAt ? new Observation<int?>(Available, updatedAt, shownAt, ObservedBy.Webhook) : null,
            Event switch
            {
                LevelEvent.Connect => new Presence(IsPresent: true, shownAt),
                LevelEvent.Disconnect => new Presence(IsPresent: false, shownAt),
                _ => null,
            });
    }
}
