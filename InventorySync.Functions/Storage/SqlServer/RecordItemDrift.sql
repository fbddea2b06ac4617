-- @runId bigint, @seenAt bigint
INSERT INTO [$schema$].SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, N'item', r.InventoryItemId, CAST(i.Tracked AS nvarchar(20)), CAST(r.Tracked AS nvarchar(20)), r.ItemUpdatedAt,
       CASE WHEN r.ItemUpdatedAt > @seenAt THEN 1 ELSE 0 END
FROM [$schema$].DownloadedItem AS r
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
WHERE [$schema$].CompareNumbers(r.Tracked, i.Tracked) <> 0
  AND [$schema$].DecideObservation(
          i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, r.ItemUpdatedAt, @seenAt, 1, [$schema$].CompareNumbers(r.Tracked, i.Tracked)) IN (0, 3);
