-- What a batch of changes reads: the keys that it may reach, then their rows. Lists of keys come as JSON.

-- name: FindProducts
-- Those that are named, those of the held rows of every variant that is named, and those of the variants of items that are read.
SELECT value AS ProductId FROM json_each(@products)
UNION
SELECT ProductId FROM Sku WHERE VariantId IN (SELECT value ->> 'variantId' FROM json_each(@variants))
UNION
SELECT ProductId FROM UnreadVariant WHERE VariantId IN (SELECT value ->> 'variantId' FROM json_each(@variants))
UNION
SELECT ProductId FROM Sku WHERE InventoryItemId IN (SELECT value FROM json_each(@readItems));

-- name: FindItems
-- Those that are named, and the old and the new item of each variant that is new, or that is said to belong to another item.
SELECT value AS InventoryItemId FROM json_each(@items)
UNION
SELECT v.value ->> 'inventoryItemId'
FROM json_each(@variants) AS v
LEFT JOIN Sku AS s ON s.VariantId = v.value ->> 'variantId'
WHERE v.value ->> 'inventoryItemId' <> coalesce(s.InventoryItemId, 0)
UNION
SELECT s.InventoryItemId
FROM json_each(@variants) AS v
JOIN Sku AS s ON s.VariantId = v.value ->> 'variantId'
WHERE v.value ->> 'inventoryItemId' <> s.InventoryItemId;

-- name: LoadAbsence
SELECT ReadEverythingSeenAt FROM SyncState;

-- name: LoadProducts
SELECT ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt, VariantsSeenAt
FROM Product
WHERE ProductId IN (SELECT value FROM json_each(@products));

-- name: LoadItems
SELECT InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt
FROM InventoryItem
WHERE InventoryItemId IN (SELECT value FROM json_each(@items));

-- name: LoadLevels
SELECT InventoryItemId, LocationId, Available, AvailableUpdatedAt, AvailableSeenAt, AvailableObservedBy, IsConnected, PresenceSeenAt
FROM InventoryLevel
WHERE InventoryItemId IN (SELECT value FROM json_each(@items));

-- name: LoadLocations
-- Whether what lies there is sold: see CountedLevel.
SELECT k.LocationId,
       coalesce(p.IsActive, 1) = 1
       AND coalesce(p.IsDeleted, 0) = 0
       AND (NOT EXISTS (SELECT 1 FROM IncludedLocation)
            OR EXISTS (SELECT 1 FROM IncludedLocation AS i WHERE i.LocationId = k.LocationId)) AS Counts
FROM
(
    SELECT value AS LocationId FROM json_each(@locations)
    UNION
    SELECT LocationId FROM InventoryLevel WHERE InventoryItemId IN (SELECT value FROM json_each(@items))
) AS k
LEFT JOIN Location AS p ON p.LocationId = k.LocationId;

-- name: LoadVariants
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted,
    PresenceSeenAt, ProductTitle, ProductStatus, Tracked, Available
FROM Sku
WHERE VariantId IN (SELECT value ->> 'variantId' FROM json_each(@variants))
   OR ProductId IN (SELECT value FROM json_each(@products))
   OR InventoryItemId IN (SELECT value FROM json_each(@items));

-- name: LoadUnreadVariants
SELECT VariantId, ProductId, PresenceSeenAt
FROM UnreadVariant
WHERE VariantId IN (SELECT value ->> 'variantId' FROM json_each(@variants))
   OR ProductId IN (SELECT value FROM json_each(@products));
