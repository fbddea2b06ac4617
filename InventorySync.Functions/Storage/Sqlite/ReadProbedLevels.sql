SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected, l.PresenceSeenAt,
       EXISTS (SELECT 1 FROM CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.LocationId = l.LocationId) AS IsCounted
FROM InventoryLevel AS l
WHERE l.InventoryItemId IN (SELECT value FROM json_each(@ids))
ORDER BY l.InventoryItemId, l.LocationId;
