-- name: ReadItem
SELECT Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt
FROM InventoryItem
WHERE InventoryItemId = @inventoryItemId;

-- name: ReadItemState
-- One row per live variant of the item; none while the item is not known or has none.
SELECT Sku, Available FROM Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId;

-- name: WriteItem
INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
VALUES (@inventoryItemId, @tracked, @updatedAt, @seenAt, @observedBy, @isDeleted, @presenceSeenAt)
ON CONFLICT (InventoryItemId) DO UPDATE
SET Tracked = excluded.Tracked,
    DetailsUpdatedAt = excluded.DetailsUpdatedAt,
    DetailsSeenAt = excluded.DetailsSeenAt,
    DetailsObservedBy = excluded.DetailsObservedBy,
    IsDeleted = excluded.IsDeleted,
    PresenceSeenAt = excluded.PresenceSeenAt;

-- name: CopyItemToSku
UPDATE Sku
SET Tracked = (SELECT Tracked FROM InventoryItem WHERE InventoryItemId = @inventoryItemId)
WHERE InventoryItemId = @inventoryItemId
  AND Tracked IS NOT (SELECT Tracked FROM InventoryItem WHERE InventoryItemId = @inventoryItemId);
