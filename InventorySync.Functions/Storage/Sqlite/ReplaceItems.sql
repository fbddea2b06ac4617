-- What differs; see ReplaceSkus.
UPDATE InventoryItem
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt), DetailsObservedBy = 1
FROM DownloadedItem AS r
WHERE r.InventoryItemId = InventoryItem.InventoryItemId
  AND (r.ItemUpdatedAt IS NOT InventoryItem.DetailsUpdatedAt OR r.Tracked IS NOT InventoryItem.Tracked)
  AND (InventoryItem.DetailsSeenAt IS NULL
       OR InventoryItem.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > InventoryItem.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = InventoryItem.DetailsUpdatedAt AND InventoryItem.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) AND r.Tracked < InventoryItem.Tracked));

-- Absence is an observation as well.
UPDATE InventoryItem
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

-- All others were read.
UPDATE InventoryItem
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE InventoryItem
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, max(@seenAt, r.ItemUpdatedAt), 1, 0, @seenAt
FROM DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
