UPDATE InventoryItem
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = @seenAt, DetailsObservedBy = 1
FROM DownloadedItem AS r
WHERE r.InventoryItemId = InventoryItem.InventoryItemId
  AND (InventoryItem.DetailsSeenAt IS NULL
       OR InventoryItem.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > InventoryItem.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = InventoryItem.DetailsUpdatedAt AND InventoryItem.DetailsSeenAt = @seenAt AND r.Tracked < InventoryItem.Tracked));

-- Absence is an observation as well.
UPDATE InventoryItem
SET IsDeleted = NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId), PresenceSeenAt = @seenAt
WHERE PresenceSeenAt < @seenAt
   OR (PresenceSeenAt = @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId));

INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT InventoryItemId, Tracked, ItemUpdatedAt, @seenAt, 1, 0, @seenAt
FROM DownloadedItem
WHERE true
ON CONFLICT (InventoryItemId) DO NOTHING;
