-- name: ClearStaging
DELETE FROM StagedVariant;
DELETE FROM StagedInventoryLevel;
DELETE FROM StagedLocation;

-- name: StageVariant
INSERT INTO StagedVariant
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, LocationsCount)
VALUES
    (@variantId, @productId, @inventoryItemId, @sku, @barcode, @productTitle, @variantTitle, @price, @productStatus, @tracked,
     @variantUpdatedAt, @productUpdatedAt, @itemUpdatedAt, @locationsCount);

-- name: StageInventoryLevel
INSERT INTO StagedInventoryLevel (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
VALUES (@inventoryItemId, @locationId, @available, @onHand, @committed, @incoming, @updatedAt);

-- name: StageLocation
INSERT INTO StagedLocation (LocationId, Name, IsActive) VALUES (@locationId, @name, @isActive);

-- name: CountStaged
SELECT (SELECT count(DISTINCT VariantId) FROM StagedVariant) AS Variants,
       (SELECT count(*) FROM (SELECT DISTINCT InventoryItemId, LocationId FROM StagedInventoryLevel)) AS Levels,
       (SELECT count(DISTINCT LocationId) FROM StagedLocation) AS Locations,
       (SELECT count(*)
        FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
        LEFT JOIN (SELECT InventoryItemId, count(DISTINCT LocationId) AS Came FROM StagedInventoryLevel GROUP BY InventoryItemId) AS l
            ON l.InventoryItemId = i.InventoryItemId
        WHERE coalesce(l.Came, 0) < i.Said) AS ItemsWithFewerLevels;

-- name: FindNewestParents
-- The variants of a product, and those that share an item, are downloaded at different instants: the newest one counts, and of two of one
-- version the smaller, whichever came first.
CREATE TEMP TABLE IF NOT EXISTS DownloadedProduct
    (ProductId INTEGER NOT NULL PRIMARY KEY, ProductTitle TEXT NOT NULL, ProductStatus TEXT NOT NULL, ProductUpdatedAt INTEGER NOT NULL);
DELETE FROM DownloadedProduct;

INSERT INTO DownloadedProduct (ProductId, ProductTitle, ProductStatus, ProductUpdatedAt)
SELECT ProductId, ProductTitle, ProductStatus, ProductUpdatedAt
FROM StagedVariant
WHERE true
ON CONFLICT (ProductId) DO UPDATE
SET ProductTitle = excluded.ProductTitle, ProductStatus = excluded.ProductStatus, ProductUpdatedAt = excluded.ProductUpdatedAt
WHERE excluded.ProductUpdatedAt > ProductUpdatedAt
   OR (excluded.ProductUpdatedAt = ProductUpdatedAt
       AND compare_products(excluded.ProductTitle, excluded.ProductStatus, ProductTitle, ProductStatus) < 0);

CREATE TEMP TABLE IF NOT EXISTS DownloadedItem (InventoryItemId INTEGER NOT NULL PRIMARY KEY, Tracked INTEGER NOT NULL,
    ItemUpdatedAt INTEGER NOT NULL);
DELETE FROM DownloadedItem;

INSERT INTO DownloadedItem (InventoryItemId, Tracked, ItemUpdatedAt)
SELECT InventoryItemId, Tracked, ItemUpdatedAt
FROM StagedVariant
WHERE true
ON CONFLICT (InventoryItemId) DO UPDATE
SET Tracked = excluded.Tracked, ItemUpdatedAt = excluded.ItemUpdatedAt
WHERE (excluded.ItemUpdatedAt, -excluded.Tracked) > (ItemUpdatedAt, -Tracked);

-- name: FindCutOffItems
-- Items with fewer levels than Shopify says they have: of these, a level that did not come is not known to be gone.
CREATE TEMP TABLE IF NOT EXISTS CutOffItem (InventoryItemId INTEGER NOT NULL PRIMARY KEY);
DELETE FROM CutOffItem;

INSERT INTO CutOffItem (InventoryItemId)
SELECT i.InventoryItemId
FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
WHERE i.Said > (SELECT count(*) FROM RawInventoryLevelsFromShopify AS l WHERE l.InventoryItemId = i.InventoryItemId);
