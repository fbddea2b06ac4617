-- What applications read.
CREATE VIEW SkuLive AS
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM Sku
WHERE IsDeleted = 0;

-- The levels whose number counts: connected, at a location that is included and not known to be inactive or deleted.
CREATE VIEW CountedLevel AS
SELECT l.InventoryItemId, l.LocationId, l.Available
FROM InventoryLevel AS l
LEFT JOIN Location AS p ON p.LocationId = l.LocationId
WHERE l.IsConnected = 1
  AND coalesce(p.IsActive, 1) = 1
  AND coalesce(p.IsDeleted, 0) = 0
  AND (coalesce((SELECT Value FROM SyncState WHERE Name = 'LocationIds'), '[]') = '[]'
       OR l.LocationId IN (SELECT j.value FROM SyncState AS s, json_each(s.Value) AS j WHERE s.Name = 'LocationIds'));

-- What Sku.Available has to be: NULL for an item that is not tracked, otherwise the sum of what counts. A deleted item has nothing, until the message of its
-- variants' product says where they are. The sum is kept within 32 bits, as Available is: three locations may hold a thousand million each.
CREATE VIEW ItemAvailability AS
SELECT i.InventoryItemId,
       CASE WHEN i.Tracked = 1 AND i.IsDeleted = 1
            THEN 0
            WHEN i.Tracked = 1
            THEN (SELECT max(-2147483648, min(2147483647, coalesce(sum(c.Available), 0))) FROM CountedLevel AS c WHERE c.InventoryItemId = i.InventoryItemId)
       END AS Available
FROM InventoryItem AS i;
