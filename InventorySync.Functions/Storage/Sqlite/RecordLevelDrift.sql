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
  AND NOT EXISTS (SELECT 1 FROM RawInventoryLevelsFromShopify AS r WHERE r.InventoryItemId = l.InventoryItemId AND r.LocationId = l.LocationId)
  AND NOT EXISTS (SELECT 1 FROM CutOffItem AS c WHERE c.InventoryItemId = l.InventoryItemId);
