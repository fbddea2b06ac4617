-- What differs; see ReplaceSkus.
UPDATE InventoryLevel
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = max(@seenAt, r.UpdatedAt), AvailableObservedBy = 1
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId
  AND (r.UpdatedAt IS NOT InventoryLevel.AvailableUpdatedAt OR r.Available IS NOT InventoryLevel.Available)
  AND (InventoryLevel.AvailableSeenAt IS NULL
       OR InventoryLevel.AvailableSeenAt < @seenAt
       OR r.UpdatedAt > InventoryLevel.AvailableUpdatedAt
       OR (r.UpdatedAt = InventoryLevel.AvailableUpdatedAt AND InventoryLevel.AvailableSeenAt = max(@seenAt, r.UpdatedAt) AND r.Available < InventoryLevel.Available));

-- All others were read. Three numbers are as of the last full sync, whatever came since; presence goes by its own version.
UPDATE InventoryLevel
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    IsConnected = CASE WHEN InventoryLevel.PresenceSeenAt < @seenAt THEN 1 ELSE InventoryLevel.IsConnected END,
    PresenceSeenAt = max(InventoryLevel.PresenceSeenAt, @seenAt),
    AvailableSeenAt = CASE WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN max(@seenAt, InventoryLevel.AvailableUpdatedAt) ELSE InventoryLevel.AvailableSeenAt END,
    AvailableObservedBy = CASE WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN 1 ELSE InventoryLevel.AvailableObservedBy END
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId;

-- Absence is an observation as well, but where the download may have been cut off.
UPDATE InventoryLevel
SET IsConnected = 0, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt
  AND NOT EXISTS
      (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId)
  AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = InventoryLevel.InventoryItemId);

INSERT INTO InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand, Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt, max(@seenAt, r.UpdatedAt), 1, 1, @seenAt, r.OnHand, r.Committed, r.Incoming
FROM RawInventoryLevelsFromShopify AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);
