SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected, l.PresenceSeenAt,
       EXISTS (SELECT 1 FROM CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.LocationId = l.LocationId) AS IsCounted,
       coalesce((SELECT Value FROM SyncState WHERE Name = 'LocationIds'), '[]') = '[]'
       OR l.LocationId IN (SELECT j.value FROM SyncState AS s, json_each(s.Value) AS j WHERE s.Name = 'LocationIds') AS IsIncluded,
       p.Name, p.IsActive, p.IsDeleted, p.SeenAt
FROM InventoryLevel AS l
LEFT JOIN Location AS p ON p.LocationId = l.LocationId
WHERE l.InventoryItemId IN (SELECT s.InventoryItemId FROM Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit)
ORDER BY l.InventoryItemId, l.LocationId;
