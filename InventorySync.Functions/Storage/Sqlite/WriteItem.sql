INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
VALUES (@inventoryItemId, @tracked, @updatedAt, @seenAt, @observedBy, @isDeleted, @presenceSeenAt)
ON CONFLICT (InventoryItemId) DO UPDATE
SET Tracked = excluded.Tracked,
    DetailsUpdatedAt = excluded.DetailsUpdatedAt,
    DetailsSeenAt = excluded.DetailsSeenAt,
    DetailsObservedBy = excluded.DetailsObservedBy,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt;
