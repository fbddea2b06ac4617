-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE l
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = [$schema$].Later(@seenAt, r.UpdatedAt), AvailableObservedBy = 1
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
CROSS APPLY (SELECT [$schema$].CompareNumbers(r.Available, l.Available) AS Sign) AS c
WHERE (c.Sign <> 0 OR l.AvailableUpdatedAt IS NULL OR r.UpdatedAt <> l.AvailableUpdatedAt)
  AND [$schema$].DecideObservation(l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1, c.Sign) IN (0, 3);

-- All others were read. Three numbers are as of the last full sync, whatever came since; presence goes by its own version.
UPDATE l
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    IsConnected = CASE WHEN l.PresenceSeenAt < @seenAt THEN 1 ELSE l.IsConnected END,
    PresenceSeenAt = CASE WHEN l.PresenceSeenAt < @seenAt THEN @seenAt ELSE l.PresenceSeenAt END,
    AvailableSeenAt = CASE WHEN [$schema$].Later(l.AvailableSeenAt, l.AvailableUpdatedAt) < @seenAt THEN @seenAt ELSE l.AvailableSeenAt END,
    AvailableObservedBy = CASE WHEN [$schema$].Later(l.AvailableSeenAt, l.AvailableUpdatedAt) < @seenAt THEN 1 ELSE l.AvailableObservedBy END
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId;

-- Absence is an observation as well, but where the download may have been cut off.
UPDATE l
SET IsConnected = 0, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryLevel AS l
WHERE l.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1);

INSERT INTO [$schema$].InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand, Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt, [$schema$].Later(@seenAt, r.UpdatedAt), 1, 1, @seenAt, r.OnHand, r.Committed, r.Incoming
FROM [$schema$].DownloadedLevel AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);
