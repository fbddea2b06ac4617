-- The variants of a product, and those that share an item, are downloaded at different instants: the newest one counts, and of two of one version
-- the smaller, whichever came first.
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
   OR (excluded.ProductUpdatedAt = ProductUpdatedAt AND compare_products(excluded.ProductTitle, excluded.ProductStatus, ProductTitle, ProductStatus) < 0);

CREATE TEMP TABLE IF NOT EXISTS DownloadedItem (InventoryItemId INTEGER NOT NULL PRIMARY KEY, Tracked INTEGER NOT NULL, ItemUpdatedAt INTEGER NOT NULL);
DELETE FROM DownloadedItem;

INSERT INTO DownloadedItem (InventoryItemId, Tracked, ItemUpdatedAt)
SELECT InventoryItemId, Tracked, ItemUpdatedAt
FROM StagedVariant
WHERE true
ON CONFLICT (InventoryItemId) DO UPDATE
SET Tracked = excluded.Tracked, ItemUpdatedAt = excluded.ItemUpdatedAt
WHERE (excluded.ItemUpdatedAt, -excluded.Tracked) > (ItemUpdatedAt, -Tracked);
