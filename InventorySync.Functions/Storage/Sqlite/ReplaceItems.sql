UPDATE InventoryItem
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt), DetailsObservedBy = 1
FROM DownloadedItem AS r
WHERE r.InventoryItemId = InventoryItem.InventoryItemId
  AND (InventoryItem.DetailsSeenAt IS NULL
       OR InventoryItem.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > InventoryItem.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = InventoryItem.DetailsUpdatedAt AND InventoryItem.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) AND r.Tracked < InventoryItem.Tracked));

-- Absence is an observation as well.
UPDATE InventoryItem
SET IsDeleted = NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId), PresenceSeenAt = @seenAt
WHERE PresenceSeenAt < @seenAt
   OR (PresenceSeenAt = @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId));

INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT InventoryItemId, Tracked, ItemUpdatedAt, max(@seenAt, ItemUpdatedAt), 1, 0, @seenAt
FROM DownloadedItem
WHERE true
ON CONFLICT (InventoryItemId) DO NOTHING;
