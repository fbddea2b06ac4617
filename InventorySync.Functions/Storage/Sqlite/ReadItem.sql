SELECT Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt
FROM InventoryItem
WHERE InventoryItemId = @inventoryItemId;
