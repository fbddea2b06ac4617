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
WHERE [$schema$].CompareNumbers(r.Available, l.Available) <> 0
  AND [$schema$].DecideObservation(
          l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
          [$schema$].CompareNumbers(r.Available, l.Available)) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- Levels that are connected, and were not.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'connected', l.InventoryItemId, l.LocationId, N'0', N'1', r.UpdatedAt, CASE WHEN r.UpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
WHERE l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt;

-- Levels that were connected, and are not.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, IsInFlight)
SELECT @runId, N'connected', l.InventoryItemId, l.LocationId, N'1', N'0', 0
FROM [$schema$].InventoryLevel AS l
WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.IsCutOff = 1);

-- name: CountLevelsToWrite
-- Levels that are new, or whose number or connection will change: the conditions of ReplaceLevels.
-- @seenAt bigint
SELECT
    (SELECT count_big(*)
     FROM [$schema$].DownloadedLevel AS r
     LEFT JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
     WHERE l.InventoryItemId IS NULL
        OR (l.IsConnected = 0 AND l.PresenceSeenAt < @seenAt)
        OR ([$schema$].CompareNumbers(r.Available, l.Available) <> 0
            AND [$schema$].DecideObservation(
                    l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1 /* ObservedBy.Read */,
                    [$schema$].CompareNumbers(r.Available, l.Available)) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */)))
    + (SELECT count_big(*)
       FROM [$schema$].InventoryLevel AS l
       WHERE l.IsConnected = 1 AND l.PresenceSeenAt <= @seenAt
         AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedLevel AS r WHERE r.InventoryItemId = l.InventoryItemId
             AND r.LocationId = l.LocationId)
         AND NOT EXISTS (SELECT 1 FROM [$schema$].DownloadedItem AS c WHERE c.InventoryItemId = l.InventoryItemId
             AND c.IsCutOff = 1)) AS LevelsToWrite;

-- name: ReplaceLevels
-- @seenAt bigint
SET NOCOUNT ON;
-- What differs; see ReplaceSkus.
UPDATE l
SET Available = r.Available, AvailableUpdatedAt = r.UpdatedAt, AvailableSeenAt = [$schema$].Later(@seenAt, r.UpdatedAt),
    AvailableObservedBy = 1 /* ObservedBy.Read */
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].DownloadedLevel AS r ON r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId
CROSS APPLY (SELECT [$schema$].CompareNumbers(r.Available, l.Available) AS Sign) AS c
WHERE (c.Sign <> 0 OR l.AvailableUpdatedAt IS NULL OR r.UpdatedAt <> l.AvailableUpdatedAt)
  AND [$schema$].DecideObservation(l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt,
      1 /* ObservedBy.Read */, c.Sign) IN (0 /* Outcome.Applied */, 3 /* Outcome.ConflictApplied */);

-- All others were read. Three numbers are as of the last full sync, whatever came since; presence goes by its own version.
UPDATE l
SET OnHand = r.OnHand,
    Committed = r.Committed,
    Incoming = r.Incoming,
    IsConnected = CASE WHEN l.PresenceSeenAt < @seenAt THEN 1 ELSE l.IsConnected END,
    PresenceSeenAt = CASE WHEN l.PresenceSeenAt < @seenAt THEN @seenAt ELSE l.PresenceSeenAt END,
    AvailableSeenAt = CASE WHEN [$schema$].Later(l.AvailableSeenAt, l.AvailableUpdatedAt) < @seenAt THEN @seenAt ELSE l.AvailableSeenAt END,
    AvailableObservedBy = CASE
        WHEN [$schema$].Later(l.AvailableSeenAt, l.AvailableUpdatedAt) < @seenAt THEN 1 /* ObservedBy.Read */
        ELSE l.AvailableObservedBy END
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
    (InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt, OnHand,
     Committed, Incoming)
SELECT r.InventoryItemId, r.LocationId, r.Available, r.UpdatedAt, [$schema$].Later(@seenAt, r.UpdatedAt), 1 /* ObservedBy.Read */, 1,
    @seenAt, r.OnHand, r.Committed, r.Incoming
FROM [$schema$].DownloadedLevel AS r
WHERE NOT EXISTS (SELECT 1 FROM [$schema$].InventoryLevel AS l WHERE l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId);

-- name: RecomputeAvailability
UPDATE s
SET Available = a.Available
FROM [$schema$].Sku AS s
JOIN [$schema$].ItemAvailability AS a ON a.InventoryItemId = s.InventoryItemId
WHERE EXISTS (SELECT s.Available EXCEPT SELECT a.Available);
