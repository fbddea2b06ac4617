INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'item', r.InventoryItemId, i.Tracked, r.Tracked, r.ItemUpdatedAt, r.ItemUpdatedAt > @seenAt
FROM DownloadedItem AS r
JOIN InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
WHERE i.Tracked IS NOT r.Tracked
  AND (i.DetailsSeenAt IS NULL
       OR i.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > i.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = i.DetailsUpdatedAt AND i.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) AND r.Tracked < i.Tracked));
