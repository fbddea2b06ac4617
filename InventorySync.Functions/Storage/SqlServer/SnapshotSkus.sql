SET NOCOUNT ON;
TRUNCATE TABLE [$schema$].SkuBefore;
INSERT INTO [$schema$].SkuBefore
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, Title, Price, ProductTitle, ProductStatus, Tracked, Available
FROM [$schema$].Sku
WHERE IsDeleted = 0;
