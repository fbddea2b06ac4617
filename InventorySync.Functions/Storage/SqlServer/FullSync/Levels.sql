-- name: RecordLevelDrift
-- @runId bigint, @seenAt bigint
SET NOCOUNT ON;
-- Numbers that differ, and levels that were not there.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'available', r.InventoryItemId, r.LocationId, CAST(l.Available AS nvarchar(20)), CAST(r.Available AS nvarchar(20)),
    r.UpdatedAt,
       CASE WHEN r.UpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedLevel AS r
LEFT JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
LEFT JOIN [$schema$].DownloadDifference AS d ON d.Kind = N'available' AND d.Id = r.InventoryItemId AND d.LocationId = r.LocationId
WHERE l.InventoryItemId IS NULL OR (d.IsOther = 1 AND d.IsWritten = 1);

-- Levels that are connected and were not, or were and are not.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'connected', l.InventoryItemId, l.LocationId,
       CASE WHEN l.IsConnected = 1 THEN N'1' ELSE N'0' END, CASE WHEN l.IsConnected = 1 THEN N'0' ELSE N'1' END,
       r.UpdatedAt, CASE WHEN r.UpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadDifference AS d
JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = d.Id AND l.LocationId = d.LocationId
LEFT JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
WHERE d.Kind = N'connected' AND d.IsWritten = 1;

-- name: CountLevelsToWrite
-- Levels that are new, or whose number or connection will change.
SELECT
    (SELECT count_big(*)
     FROM [$schema$].DownloadedLevel AS r
     WHERE NOT EXISTS
         (SELECT 1 FROM [$schema$].InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId))
    + (SELECT count_big(*)
       FROM (SELECT DISTINCT Id, LocationId
             FROM [$schema$].DownloadDifference
             WHERE Kind IN (N'available', N'connected') AND IsOther = 1 AND IsWritten = 1) AS d) AS LevelsToWrite;

-- name: ReplaceLevels
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE l
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt,
    AvailableSeenAt = CASE WHEN r.UpdatedAt > @seenAt THEN r.UpdatedAt ELSE @seenAt END,
    AvailableObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadDifference AS d ON d.Id = l.InventoryItemId AND d.LocationId = l.LocationId
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = d.Id AND r.LocationId = d.LocationId
WHERE d.Kind = N'available' AND d.IsWritten = 1;

UPDATE l
SET IsConnected = CASE WHEN l.IsConnected = 1 THEN 0 ELSE 1 END, PresenceSeenAt = @seenAt
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadDifference AS d ON d.Id = l.InventoryItemId AND d.LocationId = l.LocationId
WHERE d.Kind = N'connected' AND d.IsWritten = 1;

-- Three numbers are as of the last full sync, whatever came since. The versions move with every read.
UPDATE l
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    PresenceSeenAt = CASE WHEN l.PresenceSeenAt < @seenAt THEN @seenAt ELSE l.PresenceSeenAt END,
    AvailableSeenAt = CASE WHEN l.AvailableSeenAt < @seenAt THEN @seenAt ELSE l.AvailableSeenAt END,
    AvailableObservedBy = CASE WHEN l.AvailableSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE l.AvailableObservedBy END
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId;

-- Of what is absent as well, but where the download may have been cut off.
UPDATE l
SET PresenceSeenAt = @seenAt
FROM [$schema$].InventoryLevel AS l
WHERE l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1);

INSERT INTO [$schema$].InventoryLevel
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand,
     Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt,
    CASE WHEN r.UpdatedAt > @seenAt THEN r.UpdatedAt ELSE @seenAt END, 1 /* ObservedBy.Read */, 1,
    @seenAt, r.OnHand, r.Committed, r.Incoming
FROM [$schema$].DownloadedLevel AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);

-- name: RecomputeAvailability
UPDATE s
SET Available = a.Available
FROM [$schema$].Sku AS s
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);
