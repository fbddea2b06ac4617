-- name: ClearStaging
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
COMMIT TRANSACTION;

-- name: DeduplicateStaging
-- The download, each thing once, before anything is locked that others wait for: of a row that came twice the newer one, and of two of one
-- version the smaller, whichever came first. The variants of a product, and those that share an item, are downloaded at different instants:
-- the newest one counts.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].DownloadedVariant;
TRUNCATE TABLE [$schema$].DownloadedLevel;
TRUNCATE TABLE [$schema$].DownloadedProduct;
TRUNCATE TABLE [$schema$].DownloadedItem;

-- The end of each text: see CompareText.
INSERT INTO [$schema$].DownloadedVariant
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked, VariantUpdatedAt,
     ProductUpdatedAt, ItemUpdatedAt)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked, VariantUpdatedAt,
    ProductUpdatedAt, ItemUpdatedAt
FROM
(
    SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
           VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt,
           row_number() OVER
           (
               PARTITION BY VariantId
               ORDER BY VariantUpdatedAt DESC, ProductUpdatedAt DESC, ItemUpdatedAt DESC,
                        (Sku + NCHAR(1)) COLLATE Latin1_General_100_BIN2, (Barcode + NCHAR(1)) COLLATE Latin1_General_100_BIN2,
                        (VariantTitle + NCHAR(1)) COLLATE Latin1_General_100_BIN2, Price, ProductId, InventoryItemId
           ) AS N
    FROM [$schema$].StagedVariant
) AS s
WHERE N = 1;

INSERT INTO [$schema$].DownloadedLevel (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM
(
    SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt,
           row_number() OVER (PARTITION BY InventoryItemId, LocationId ORDER BY UpdatedAt DESC, Available) AS N
    FROM [$schema$].StagedInventoryLevel
) AS s
WHERE N = 1;

INSERT INTO [$schema$].DownloadedProduct (ProductId, ProductTitle, ProductStatus, ProductUpdatedAt)
SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt
FROM
(
    SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt,
           row_number() OVER
           (
               PARTITION BY ProductId
               ORDER BY ProductUpdatedAt DESC, (ProductTitle + NCHAR(1)) COLLATE Latin1_General_100_BIN2,
                   (ProductStatus + NCHAR(1)) COLLATE Latin1_General_100_BIN2
           ) AS N
    FROM [$schema$].StagedVariant
) AS s
WHERE N = 1;

INSERT INTO [$schema$].DownloadedItem (InventoryItemId, Tracked, ItemUpdatedAt, IsCutOff)
SELECT s.InventoryItemId, s.Tracked, s.ItemUpdatedAt, CASE WHEN s.Said > coalesce(l.Came, 0) THEN 1 ELSE 0 END
FROM
(
    SELECT InventoryItemId, Tracked, ItemUpdatedAt,
           max(LocationsCount) OVER (PARTITION BY InventoryItemId) AS Said,
           row_number() OVER (PARTITION BY InventoryItemId ORDER BY ItemUpdatedAt DESC, Tracked) AS N
    FROM [$schema$].StagedVariant
) AS s
LEFT JOIN (SELECT InventoryItemId, count(*) AS Came FROM [$schema$].DownloadedLevel GROUP BY InventoryItemId) AS l
    ON l.InventoryItemId = s.InventoryItemId
WHERE s.N = 1;
COMMIT TRANSACTION;

-- name: CountStaged
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
SELECT (SELECT count_big(DISTINCT VariantId) FROM [$schema$].StagedVariant) AS Variants,
       (SELECT count_big(*) FROM (SELECT DISTINCT InventoryItemId, LocationId FROM [$schema$].StagedInventoryLevel) AS d) AS Levels,
       (SELECT count_big(DISTINCT LocationId) FROM [$schema$].StagedLocation) AS Locations,
       (SELECT count_big(*)
        FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM [$schema$].StagedVariant GROUP BY InventoryItemId) AS i
        LEFT JOIN (SELECT InventoryItemId, count(DISTINCT LocationId) AS Came
            FROM [$schema$].StagedInventoryLevel
            GROUP BY InventoryItemId) AS l
            ON l.InventoryItemId = i.InventoryItemId
        WHERE coalesce(l.Came, 0) < i.Said) AS ItemsWithFewerLevels;
COMMIT TRANSACTION;
