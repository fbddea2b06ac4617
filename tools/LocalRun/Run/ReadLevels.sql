-- Of an item that is gone nobody reads the levels any more.
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM [$schema$].InventoryLevel AS l
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = l.InventoryItemId
WHERE l.IsConnected = 1 AND i.IsDeleted = 0;
