-- What applications read.
CREATE VIEW [$schema$].SkuLive
AS
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM [$schema$].Sku
WHERE IsDeleted = 0;
GO

-- The levels whose number counts: connected, at a location that is included and not known to be inactive or deleted.
CREATE VIEW [$schema$].CountedLevel
AS
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM [$schema$].InventoryLevel AS l
LEFT JOIN [$schema$].Location AS p ON p.LocationId = l.LocationId
WHERE l.IsConnected = 1
  AND (p.LocationId IS NULL OR (p.IsActive = 1 AND p.IsDeleted = 0))
  AND (NOT EXISTS (SELECT 1 FROM [$schema$].IncludedLocation)
       OR EXISTS (SELECT 1 FROM [$schema$].IncludedLocation AS i WHERE i.LocationId = l.LocationId));
GO

-- What Sku.Available has to be: NULL for an item that is not tracked, otherwise the sum of what counts. A deleted item has nothing, until the message of its
-- variants' product says where they are. The sum is kept within 32 bits, as Available is: three locations may hold a thousand million each.
CREATE VIEW [$schema$].ItemAvailability
AS
SELECT i.InventoryItemId,
       CASE WHEN i.Tracked = 1 AND i.IsDeleted = 1 THEN 0
            WHEN i.Tracked = 1
            THEN (SELECT CAST(CASE WHEN sum(CAST(c.Available AS bigint)) > 2147483647 THEN 2147483647
                                   WHEN sum(CAST(c.Available AS bigint)) < -2147483648 THEN -2147483648
                                   ELSE coalesce(sum(CAST(c.Available AS bigint)), 0)
                              END AS int)
                  FROM [$schema$].CountedLevel AS c
                  WHERE c.InventoryItemId = i.InventoryItemId)
       END AS Available
FROM [$schema$].InventoryItem AS i;
GO
