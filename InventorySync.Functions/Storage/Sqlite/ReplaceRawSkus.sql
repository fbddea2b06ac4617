DELETE FROM RawSkusFromShopify;

-- A row that came twice: the newer one.
INSERT INTO RawSkusFromShopify
    (VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
     VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, SyncRunId)
SELECT VariantId, ProductId, InventoryItemId, Sku, Barcode, ProductTitle, VariantTitle, Price, ProductStatus, Tracked,
       VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt, @runId
FROM StagedVariant
WHERE true
ON CONFLICT (VariantId) DO UPDATE
SET ProductId = excluded.ProductId,
    InventoryItemId = excluded.InventoryItemId,
    Sku = excluded.Sku,
    Barcode = excluded.Barcode,
    ProductTitle = excluded.ProductTitle,
    VariantTitle = excluded.VariantTitle,
    Price = excluded.Price,
    ProductStatus = excluded.ProductStatus,
    Tracked = excluded.Tracked,
    VariantUpdatedAt = excluded.VariantUpdatedAt,
    ProductUpdatedAt = excluded.ProductUpdatedAt,
    ItemUpdatedAt = excluded.ItemUpdatedAt
WHERE excluded.VariantUpdatedAt > VariantUpdatedAt;
