-- What a batch of changes reads, in one command: the keys that it may reach are found and locked, then their rows are loaded by the table
-- variables that LockKeys leaves. Lists of keys come as JSON.

-- name: LockKeys
-- Products first: those that are named, those of the held rows of every variant that is named, and those of the variants of items that are
-- read. Then items: those that are named, and the old and the new item of each variant that is new, or that is said to belong to another
-- item. Each lock in the one order (docs/decisions/0006). A product that turned up meanwhile is not locked: begin again.
-- @products nvarchar(max), @items nvarchar(max), @readItems nvarchar(max), @variants nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
DECLARE @named TABLE (VariantId bigint NOT NULL, InventoryItemId bigint NULL);
DECLARE @product TABLE (ProductId bigint NOT NULL PRIMARY KEY);
DECLARE @item TABLE (InventoryItemId bigint NOT NULL PRIMARY KEY);
DECLARE @id bigint, @resource nvarchar(255);
INSERT INTO @named (VariantId, InventoryItemId)
SELECT j.VariantId, j.InventoryItemId
FROM OPENJSON(@variants) WITH (VariantId bigint '$.variantId', InventoryItemId bigint '$.inventoryItemId') AS j;

EXEC [$schema$].TakeLock N'InventorySync:apply', N'Shared';

INSERT INTO @product (ProductId)
SELECT CAST(j.[value] AS bigint) FROM OPENJSON(@products) AS j
UNION
SELECT s.ProductId FROM @named AS n JOIN [$schema$].Sku AS s ON s.VariantId = n.VariantId
UNION
SELECT u.ProductId FROM @named AS n JOIN [$schema$].UnreadVariant AS u ON u.VariantId = n.VariantId
UNION
SELECT s.ProductId FROM OPENJSON(@readItems) AS j JOIN [$schema$].Sku AS s ON s.InventoryItemId = CAST(j.[value] AS bigint);
SET @id = (SELECT min(ProductId) FROM @product);
WHILE @id IS NOT NULL
BEGIN
    SET @resource = CONCAT(N'InventorySync:product:', @id);
    EXEC [$schema$].TakeLock @resource, N'Exclusive';
    SET @id = (SELECT min(ProductId) FROM @product WHERE ProductId > @id);
END;

INSERT INTO @item (InventoryItemId)
SELECT CAST(j.[value] AS bigint) FROM OPENJSON(@items) AS j
UNION
SELECT n.InventoryItemId
FROM @named AS n
LEFT JOIN [$schema$].Sku AS s ON s.VariantId = n.VariantId
WHERE n.InventoryItemId <> coalesce(s.InventoryItemId, 0)
UNION
SELECT s.InventoryItemId
FROM @named AS n
JOIN [$schema$].Sku AS s ON s.VariantId = n.VariantId
WHERE n.InventoryItemId <> s.InventoryItemId;
SET @id = (SELECT min(InventoryItemId) FROM @item);
WHILE @id IS NOT NULL
BEGIN
    SET @resource = CONCAT(N'InventorySync:item:', @id);
    EXEC [$schema$].TakeLock @resource, N'Exclusive';
    SET @id = (SELECT min(InventoryItemId) FROM @item WHERE InventoryItemId > @id);
END;

IF EXISTS
(
    SELECT s.ProductId FROM @named AS n JOIN [$schema$].Sku AS s ON s.VariantId = n.VariantId
    UNION
    SELECT u.ProductId FROM @named AS n JOIN [$schema$].UnreadVariant AS u ON u.VariantId = n.VariantId
    UNION
    SELECT s.ProductId FROM OPENJSON(@readItems) AS j JOIN [$schema$].Sku AS s ON s.InventoryItemId = CAST(j.[value] AS bigint)
    EXCEPT
    SELECT ProductId FROM @product
)
    THROW 51205, N'A variant came to another product while the locks were taken.', 1;

SELECT ProductId FROM @product;

SELECT InventoryItemId FROM @item;

-- name: LoadAbsence
SELECT ReadEverythingSeenAt FROM [$schema$].SyncState;

-- name: LoadProducts
SELECT p.ProductId, p.Title, p.Status, p.DetailsUpdatedAt, p.DetailsSeenAt, p.DetailsObservedBy, p.IsDeleted, p.PresenceSeenAt,
    p.VariantsSeenAt
FROM @product AS k
JOIN [$schema$].Product AS p ON p.ProductId = k.ProductId;

-- name: LoadItems
SELECT i.InventoryItemId, i.Tracked, i.DetailsUpdatedAt, i.DetailsSeenAt, i.DetailsObservedBy, i.IsDeleted, i.PresenceSeenAt
FROM @item AS k
JOIN [$schema$].InventoryItem AS i ON i.InventoryItemId = k.InventoryItemId;

-- name: LoadLevels
SELECT l.InventoryItemId, l.LocationId, l.Available, l.AvailableUpdatedAt, l.AvailableSeenAt, l.AvailableObservedBy, l.IsConnected,
    l.PresenceSeenAt
FROM @item AS k
JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = k.InventoryItemId;

-- name: LoadLocations
-- Whether what lies there is sold: see CountedLevel.
-- @locations nvarchar(max)
SELECT k.LocationId,
       CASE WHEN coalesce(p.IsActive, 1) = 1
                 AND coalesce(p.IsDeleted, 0) = 0
                 AND (NOT EXISTS (SELECT 1 FROM [$schema$].IncludedLocation)
                      OR EXISTS (SELECT 1 FROM [$schema$].IncludedLocation AS i WHERE i.LocationId = k.LocationId))
            THEN 1 ELSE 0 END AS Counts
FROM
(
    SELECT CAST(j.[value] AS bigint) AS LocationId FROM OPENJSON(@locations) AS j
    UNION
    SELECT l.LocationId FROM @item AS i JOIN [$schema$].InventoryLevel AS l ON l.InventoryItemId = i.InventoryItemId
) AS k
LEFT JOIN [$schema$].Location AS p ON p.LocationId = k.LocationId;

-- name: LoadVariants
SELECT s.VariantId, s.ProductId, s.InventoryItemId, s.Sku, s.Barcode, s.Title, s.Price, s.DetailsUpdatedAt, s.DetailsSeenAt,
    s.DetailsObservedBy, s.IsDeleted, s.PresenceSeenAt, s.ProductTitle, s.ProductStatus, s.Tracked, s.Available
FROM
(
    SELECT VariantId FROM @named
    UNION
    SELECT v.VariantId FROM @product AS p JOIN [$schema$].Sku AS v ON v.ProductId = p.ProductId
    UNION
    SELECT v.VariantId FROM @item AS i JOIN [$schema$].Sku AS v ON v.InventoryItemId = i.InventoryItemId
) AS k
JOIN [$schema$].Sku AS s ON s.VariantId = k.VariantId;

-- name: LoadUnreadVariants
SELECT u.VariantId, u.ProductId, u.PresenceSeenAt
FROM
(
    SELECT VariantId FROM @named
    UNION
    SELECT v.VariantId FROM @product AS p JOIN [$schema$].UnreadVariant AS v ON v.ProductId = p.ProductId
) AS k
JOIN [$schema$].UnreadVariant AS u ON u.VariantId = k.VariantId;
