-- name: ReadLevel
SELECT Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt
FROM InventoryLevel
WHERE InventoryItemId = @inventoryItemId AND LocationId = @locationId;

-- name: WriteLevel
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

-- name: ReadLevelsOfItem
SELECT LocationId FROM InventoryLevel WHERE InventoryItemId = @inventoryItemId;

-- name: ComputeAvailability
-- No row while the item is not known.
SELECT Available FROM ItemAvailability WHERE InventoryItemId = @inventoryItemId;

-- name: WriteAvailability
UPDATE Sku SET Available = @available WHERE InventoryItemId = @inventoryItemId AND Available IS NOT @available;
