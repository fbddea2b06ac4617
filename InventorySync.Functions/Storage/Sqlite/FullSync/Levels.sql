-- name: StageInventoryLevel
INSERT INTO StagedInventoryLevel (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
VALUES (@InventoryItemId, @LocationId, @Available, @OnHand, @Committed, @Incoming, @UpdatedAt);

-- name: ReplaceRawInventoryLevels
DELETE FROM RawInventoryLevelsFromShopify;

-- Variants that share an item give its levels twice, read at different instants: the newer one, and of two of one second the smaller.
INSERT INTO RawInventoryLevelsFromShopify (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM StagedInventoryLevel
WHERE true
ON CONFLICT (InventoryItemId, LocationId) DO UPDATE
SET Available = excluded.Available,
    OnHand = excluded.OnHand,
    Committed = excluded.Committed,
    Incoming = excluded.Incoming,
    UpdatedAt = excluded.UpdatedAt
WHERE (excluded.UpdatedAt, -excluded.Available) > (UpdatedAt, -Available);

-- name: FindCutOffItems
-- Items with fewer levels than Shopify says they have: of these, a level that did not come is not known to be gone.
CREATE TEMP TABLE IF NOT EXISTS CutOffItem (InventoryItemId INTEGER NOT NULL PRIMARY KEY);
DELETE FROM CutOffItem;

INSERT INTO CutOffItem (InventoryItemId)
SELECT i.InventoryItemId
FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
WHERE i.Said > (SELECT count(*) FROM RawInventoryLevelsFromShopify AS l WHERE l.InventoryItemId = i.InventoryItemId);

-- name: RecordLevelDrift
-- Numbers that differ, and levels that were not there.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'available', r.InventoryItemId, r.LocationId, l.Available, r.Available, r.UpdatedAt, r.UpdatedAt > @seenAt
FROM RawInventoryLevelsFromShopify AS r
LEFT JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
WHERE l.Available IS NOT r.Available
  AND (l.AvailableSeenAt IS NULL
       OR l.AvailableSeenAt < @seenAt
       OR r.UpdatedAt > l.AvailableUpdatedAt
       OR (r.UpdatedAt = l.AvailableUpdatedAt AND l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) AND r.Available < l.Available));

-- Levels that are connected, and were not.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'connected', l.InventoryItemId, l.LocationId, 0, 1, r.UpdatedAt, r.UpdatedAt > @seenAt
FROM InventoryLevel AS l
JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
WHERE l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt;

-- Levels that were connected, and are not.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, IsInFlight)
SELECT @runId, 'connected', l.InventoryItemId, l.LocationId, 1, 0, 0
FROM InventoryLevel AS l
WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId
      AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId);

-- name: CountLevelsToWrite
-- Levels that are new, or whose number or connection will change: the conditions of ReplaceLevels.
SELECT
    (SELECT count(*)
     FROM RawInventoryLevelsFromShopify AS r
     LEFT JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
     WHERE l.InventoryItemId IS NULL
        OR (l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt)
        OR (l.Available IS NOT r.Available
            AND (l.AvailableSeenAt IS NULL
                 OR l.AvailableSeenAt < @seenAt
                 OR r.UpdatedAt > l.AvailableUpdatedAt
                 OR (r.UpdatedAt = l.AvailableUpdatedAt AND l.AvailableSeenAt = max(@seenAt, r.UpdatedAt) AND r.Available < l.Available))))
    + (SELECT count(*)
       FROM InventoryLevel AS l
       WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
         AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId
             AND r.LocationId = l.LocationId)
         AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId)) AS LevelsToWrite;

-- name: ReplaceLevels
-- What differs; see ReplaceSkus.
UPDATE InventoryLevel
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = max(@seenAt, r.UpdatedAt),
    AvailableObservedBy = 1 /* ObservedBy.Read */
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId
  AND (r.UpdatedAt IS NOT InventoryLevel.AvailableUpdatedAt OR r.Available IS NOT InventoryLevel.Available)
  AND (InventoryLevel.AvailableSeenAt IS NULL
       OR InventoryLevel.AvailableSeenAt < @seenAt
       OR r.UpdatedAt > InventoryLevel.AvailableUpdatedAt
       OR (r.UpdatedAt = InventoryLevel.AvailableUpdatedAt
           AND InventoryLevel.AvailableSeenAt = max(@seenAt, r.UpdatedAt)
           AND r.Available < InventoryLevel.Available));

-- All others were read. Three numbers are as of the last full sync, whatever came since; presence goes by its own version.
UPDATE InventoryLevel
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    IsConnected = CASE WHEN InventoryLevel.PresenceSeenAt < @seenAt THEN 1 ELSE InventoryLevel.IsConnected END,
    PresenceSeenAt = max(InventoryLevel.PresenceSeenAt, @seenAt),
    AvailableSeenAt = CASE
        WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN max(@seenAt, InventoryLevel.AvailableUpdatedAt)
        ELSE InventoryLevel.AvailableSeenAt END,
    AvailableObservedBy = CASE
        WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE InventoryLevel.AvailableObservedBy END
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId;

-- Absence is an observation as well, but where the download may have been cut off.
UPDATE InventoryLevel
SET IsConnected = 0, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt
  AND NOT EXISTS
      (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = InventoryLevel.InventoryItemId
          AND r.LocationId = InventoryLevel.LocationId)
  AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = InventoryLevel.InventoryItemId);

INSERT INTO InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand,
     Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt, max(@seenAt, r.UpdatedAt), 1 /* ObservedBy.Read */, 1, @seenAt, r.OnHand,
    r.Committed, r.Incoming
FROM RawInventoryLevelsFromShopify AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);

-- name: RecomputeAvailability
UPDATE Sku
SET Available = a.Available
FROM ItemAvailability AS a
WHERE a.InventoryItemId = Sku.InventoryItemId AND Sku.Available IS NOT a.Available;
