-- What readers see before this run, so that what it changed for them can be counted: versions move with every read, and are nobody's news.
CREATE TEMP TABLE IF NOT EXISTS SkuBefore
(
    VariantId       INTEGER NOT NULL PRIMARY KEY,
    ProductId       INTEGER NOT NULL,
    InventoryItemId INTEGER NOT NULL,
    Sku             TEXT    NULL,
    Barcode         TEXT    NULL,
    Title           TEXT    NOT NULL,
    Price           TEXT    NOT NULL,
    ProductTitle    TEXT    NULL,
    ProductStatus   TEXT    NULL,
    Tracked         INTEGER NULL,
    Available       INTEGER NULL
);
DELETE FROM SkuBefore;

INSERT INTO SkuBefore (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM Sku
WHERE IsDeleted = 0;
