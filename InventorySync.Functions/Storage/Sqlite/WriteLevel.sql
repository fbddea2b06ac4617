INSERT INTO InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt)
VALUES
    (@inventoryItemId, @locationId, @available, @availableUpdatedAt, @availableSeenAt, @availableObservedBy, @isConnected, @presenceSeenAt)
ON CONFLICT (InventoryItemId, LocationId) DO UPDATE
SET Available = excluded.Available,
    AvailableUpdatedAt = excluded.AvailableUpdatedAt,
    AvailableSeenAt = excluded.AvailableSeenAt,
    AvailableObservedBy = excluded.AvailableObservedBy,
    IsConnected = excluded.IsConnected,
    PresenceSeenAt = excluded.PresenceSeenAt;
