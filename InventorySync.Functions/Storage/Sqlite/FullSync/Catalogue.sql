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

-- name: RecordProductDrift
INSERT INTO SyncDrift (SyncRunId, Kind, ProductId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'product', r.ProductId, p.Status || ' ' || p.Title, r.ProductStatus || ' ' || r.ProductTitle, r.ProductUpdatedAt,
    r.ProductUpdatedAt > @seenAt
FROM DownloadedProduct AS r
JOIN Product AS p ON p.ProductId = r.ProductId
WHERE (p.Title IS NOT r.ProductTitle OR p.Status IS NOT r.ProductStatus)
  AND (p.DetailsSeenAt IS NULL
       OR p.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > p.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = p.DetailsUpdatedAt AND p.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, p.Title, p.Status) < 0));

-- name: RecordItemDrift
INSERT INTO SyncDrift (SyncRunId, Kind, InventoryItemId, Was, Became, UpdatedAt, IsInFlight)
SELECT @runId, 'item', r.InventoryItemId, i.Tracked, r.Tracked, r.ItemUpdatedAt, r.ItemUpdatedAt > @seenAt
FROM DownloadedItem AS r
JOIN InventoryItem AS i ON i.InventoryItemId = r.InventoryItemId
WHERE i.Tracked IS NOT r.Tracked
  AND (i.DetailsSeenAt IS NULL
       OR i.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > i.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = i.DetailsUpdatedAt AND i.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt) AND r.Tracked < i.Tracked));

-- name: ReplaceProducts
-- What differs; see ReplaceSkus.
UPDATE Product
SET Title = r.ProductTitle, Status = r.ProductStatus, DetailsUpdatedAt = r.ProductUpdatedAt,
    DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
FROM DownloadedProduct AS r
WHERE r.ProductId = Product.ProductId
  AND (r.ProductUpdatedAt IS NOT Product.DetailsUpdatedAt OR r.ProductTitle IS NOT Product.Title OR r.ProductStatus IS NOT Product.Status)
  AND (Product.DetailsSeenAt IS NULL
       OR Product.DetailsSeenAt < @seenAt
       OR r.ProductUpdatedAt > Product.DetailsUpdatedAt
       OR (r.ProductUpdatedAt = Product.DetailsUpdatedAt AND Product.DetailsSeenAt = max(@seenAt, r.ProductUpdatedAt)
           AND compare_products(r.ProductTitle, r.ProductStatus, Product.Title, Product.Status) < 0));

-- Absence is an observation as well.
UPDATE Product
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId);

-- All others were read.
UPDATE Product
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE Product
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedProduct AS r WHERE r.ProductId = Product.ProductId);

-- The download lists every variant of every product.
UPDATE Product
SET VariantsSeenAt = @seenAt
WHERE VariantsSeenAt IS NULL OR VariantsSeenAt < @seenAt;

INSERT INTO Product (ProductId, Title, Status, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt,
    VariantsSeenAt)
SELECT r.ProductId, r.ProductTitle, r.ProductStatus, r.ProductUpdatedAt, max(@seenAt, r.ProductUpdatedAt), 1 /* ObservedBy.Read */, 0,
    @seenAt, @seenAt
FROM DownloadedProduct AS r
WHERE NOT EXISTS (SELECT 1 FROM Product AS p WHERE p.ProductId = r.ProductId);

-- name: ReplaceItems
-- What differs; see ReplaceSkus.
UPDATE InventoryItem
SET Tracked = r.Tracked, DetailsUpdatedAt = r.ItemUpdatedAt, DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt),
    DetailsObservedBy = 1 /* ObservedBy.Read */
FROM DownloadedItem AS r
WHERE r.InventoryItemId = InventoryItem.InventoryItemId
  AND (r.ItemUpdatedAt IS NOT InventoryItem.DetailsUpdatedAt OR r.Tracked IS NOT InventoryItem.Tracked)
  AND (InventoryItem.DetailsSeenAt IS NULL
       OR InventoryItem.DetailsSeenAt < @seenAt
       OR r.ItemUpdatedAt > InventoryItem.DetailsUpdatedAt
       OR (r.ItemUpdatedAt = InventoryItem.DetailsUpdatedAt
           AND InventoryItem.DetailsSeenAt = max(@seenAt, r.ItemUpdatedAt)
           AND r.Tracked < InventoryItem.Tracked));

-- Absence is an observation as well.
UPDATE InventoryItem
SET IsDeleted = 1, PresenceSeenAt = @seenAt
WHERE PresenceSeenAt <= @seenAt AND NOT EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

-- All others were read.
UPDATE InventoryItem
SET IsDeleted = 0,
    PresenceSeenAt = @seenAt,
    DetailsSeenAt = CASE WHEN DetailsSeenAt < @seenAt THEN max(@seenAt, DetailsUpdatedAt) ELSE DetailsSeenAt END,
    DetailsObservedBy = CASE WHEN DetailsSeenAt < @seenAt THEN 1 /* ObservedBy.Read */ ELSE DetailsObservedBy END
WHERE PresenceSeenAt < @seenAt;

UPDATE InventoryItem
SET DetailsSeenAt = max(@seenAt, DetailsUpdatedAt), DetailsObservedBy = 1 /* ObservedBy.Read */
WHERE DetailsSeenAt < @seenAt AND EXISTS (SELECT 1 FROM DownloadedItem AS r WHERE r.InventoryItemId = InventoryItem.InventoryItemId);

INSERT INTO InventoryItem (InventoryItemId, Tracked, DetailsUpdatedAt, DetailsSeenAt, DetailsObservedBy, IsDeleted, PresenceSeenAt)
SELECT r.InventoryItemId, r.Tracked, r.ItemUpdatedAt, max(@seenAt, r.ItemUpdatedAt), 1 /* ObservedBy.Read */, 0, @seenAt
FROM DownloadedItem AS r
WHERE NOT EXISTS (SELECT 1 FROM InventoryItem AS i WHERE i.InventoryItemId = r.InventoryItemId);
