-- @runId bigint, @seenAt bigint
SET NOCOUNT ON;
-- Numbers that differ, and levels that were not there.
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, LocationId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'available', r.InventoryItemId, r.LocationId, CAST(l.Available AS nvarchar(20)), CAST(r.Available AS nvarchar(20)), r.UpdatedAt,
       CASE WHEN r.UpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedLevel AS r
LEFT JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = r.InventoryItemId AND l.LocationId = r.LocationId
WHERE [$schema$].CompareNumbers(r.Available, l.Available) <> 0
  AND [$schema$].DecideObservation(
          l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, r.UpdatedAt, @seenAt, 1, [$schema$].CompareNumbers(r.Available, l.Available)) IN (0, 3);

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
