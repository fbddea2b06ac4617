SELECT Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt
FROM InventoryLevel
WHERE InventoryItemId = @inventoryItemId AND LocationId = @locationId;
