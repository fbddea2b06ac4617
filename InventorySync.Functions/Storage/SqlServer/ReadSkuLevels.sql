-- @sku nvarchar(500), @variantId bigint, @limit int
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected, l.PresenceSeenAt,
       CASE WHEN EXISTS (SELECT 1 FROM [$schema$].CountedLevel AS c WHERE c.InventoryItemId = l.InventoryItemId AND c.LocationId = l.LocationId) THEN 1 ELSE 0 END AS IsCounted,
       CASE WHEN NOT EXISTS (SELECT 1 FROM [$schema$].IncludedLocation)
              OR EXISTS (SELECT 1 FROM [$schema$].IncludedLocation AS n WHERE n.LocationId = l.LocationId) THEN 1 ELSE 0 END AS IsIncluded,
       p.Name, p.IsActive, p.IsDeleted, p.SeenAt
FROM [$schema$].InventoryLevel AS l
LEFT JOIN [$schema$].Location AS p ON p.LocationId = l.LocationId
WHERE l.InventoryItemId IN (SELECT TOP (@limit) s.InventoryItemId FROM [$schema$].Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId)
ORDER BY l.InventoryItemId, l.LocationId;
