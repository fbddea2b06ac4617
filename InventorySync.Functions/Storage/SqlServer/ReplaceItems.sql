-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE i
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = [$schema$].Later(@seenAt, r.ItemUpdatedAt), DetailsObservedBy = 1
FROM [$schema$].InventoryItem AS i
JOIN [$schema$].DownloadedItem AS r ON r.InventoryItemId = i.InventoryItemId
CROSS APPLY (SELECT [$schema$].CompareNumbers(r.Tracked, i.Tracked) AS Sign) AS c
WHERE (c.Sign <> 0 OR i.DetailsUpdatedAt IS NULL OR r.ItemUpdatedAt <> i.DetailsUpdatedAt)
  AND [$schema$].DecideObservation(i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt, 1, c.Sign) IN (0, 3);

-- Absence is an observation as well.
UPDATE i
SET IsDeleted = 1, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryItem AS i
WHERE i.PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = i.InventoryItemId);

-- All others were read.
UPDATE [$schema$].InventoryItem
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN @seenAt ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN [$schema$].Later(DetailsSeenAt, DetailsUpdatedAt) < @seenAt THEN 1 ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE i
SET DetailsSeenAt = @seenAt, DetailsObservedBy = 1
FROM [$schema$].InventoryItem AS i
WHERE [$schema$].Later(i.DetailsSeenAt, i.DetailsUpdatedAt) < @seenAt
  AND EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS r WHERE r.InventoryItemId = i.InventoryItemId);

INSERT INTO [$schema$].InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, [$schema$].Later(@seenAt, r.ItemUpdatedAt), 1, 0, @seenAt
FROM [$schema$].DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
