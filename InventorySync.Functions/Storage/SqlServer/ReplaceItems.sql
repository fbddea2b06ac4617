-- @seenAt bigint
SET NOCOUNT ON;
UPDATE i
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, r.ItemUpdatedAt), DetailsObservedBy = 1
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
WHERE [$schema$].DecideObservation(
          i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt, 1, [$schema$].CompareNumbers(r.Tracked, i.Tracked)) IN (0, 3);

-- Absence is an observation as well.
UPDATE i
SET IsDeleted = CASE WHEN r.InventoryItemId IS NULL THEN 1 ELSE 0 END, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryItem AS i
LEFT JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
WHERE i.PresenceSeenAt < @seenAt OR (i.PresenceSeenAt = @seenAt AND r.InventoryItemId IS NULL);

INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, [$schema$].Later(@seenAt, r.ItemUpdatedAt), 1, 0, @seenAt
FROM [$schema$].DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
