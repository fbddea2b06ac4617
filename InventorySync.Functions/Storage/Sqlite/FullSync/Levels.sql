-- name: StageInventoryLevel
INSERT INTO StagedInventoryLevel (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
VALUES (@InventoryItemId, @LocationId, @Available, @OnHand, @Committed, @Incoming, @UpdatedAt);

-- name: RecordLevelDrift
-- Numbers that differ, and levels that were not there.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'available', r.InventoryItemId, r.LocationId, l.Available, r.Available, r.UpdatedAt, r.UpdatedAt > @seenAt
FROM RawInventoryLevelsFromShopify AS r
LEFT JOIN InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
WHERE l.InventoryItemId IS NULL
   OR EXISTS
      (SELECT 1 FROM DownloadDifference AS d WHERE d.Kind = 'available' AND d.Id = r.InventoryItemId AND d.LocationId = r.LocationId
          AND d.IsOther = 1 AND d.IsWritten = 1);

-- Levels that are connected and were not, or were and are not.
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'connected', l.InventoryItemId, l.LocationId, l.IsConnected, 1 - l.IsConnected, r.UpdatedAt,
       coalesce(r.UpdatedAt > @seenAt, 0)
FROM DownloadDifference AS d
JOIN InventoryLevel AS l ON l.InventoryItemId = d.Id AND l.LocationId = d.LocationId
LEFT JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
WHERE d.Kind = 'connected' AND d.IsWritten = 1;

-- name: CountLevelsToWrite
-- Levels that are new, or whose number or connection will change.
SELECT
    (SELECT count(*)
     FROM RawInventoryLevelsFromShopify AS r
     WHERE NOT EXISTS (SELECT 1 FROM InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId))
    + (SELECT count(*)
       FROM (SELECT DISTINCT Id, LocationId
             FROM DownloadDifference
             WHERE Kind IN ('available', 'connected') AND IsOther = 1 AND IsWritten = 1) AS d) AS LevelsToWrite;

-- name: ReplaceLevels
-- What differs; see ReplaceSkus.
UPDATE InventoryLevel
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = max(@seenAt, r.UpdatedAt),
    AvailableObservedBy = 1 /* ObservedBy.Read */
FROM DownloadDifference AS d
JOIN RawInventoryLevelsFromShopify AS r ON r.InventoryItemId = d.Id AND r.LocationId = d.LocationId
WHERE InventoryLevel.InventoryItemId = d.Id AND InventoryLevel.LocationId = d.LocationId AND d.Kind = 'available' AND d.IsWritten = 1;

UPDATE InventoryLevel
SET IsConnected = 1 - IsConnected, PresenceSeenAt = @seenAt
FROM DownloadDifference AS d
WHERE InventoryLevel.InventoryItemId = d.Id AND InventoryLevel.LocationId = d.LocationId AND d.Kind = 'connected' AND d.IsWritten = 1;

-- Three numbers are as of the last full sync, whatever came since. The versions move with every read.
UPDATE InventoryLevel
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    PresenceSeenAt = max(InventoryLevel.PresenceSeenAt, @seenAt),
    AvailableSeenAt = max(InventoryLevel.AvailableSeenAt, @seenAt),
    AvailableObservedBy = CASE
        WHEN InventoryLevel.AvailableSeenAt < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE InventoryLevel.AvailableObservedBy END
FROM RawInventoryLevelsFromShopify AS r
WHERE r.InventoryItemId = InventoryLevel.InventoryItemId AND r.LocationId = InventoryLevel.LocationId;

-- Of what is absent as well, but where the download may have been cut off.
UPDATE InventoryLevel
SET PresenceSeenAt = @seenAt
WHERE IsConnected = 0 AND PresenceSeenAt < @seenAt
  AND NOT EXISTS (SELECT 1 FROM DownloadedItem AS c WHERE c.InventoryItemId = InventoryLevel.InventoryItemId AND c.IsCutOff = 1);

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
