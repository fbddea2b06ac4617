DELETE FROM RawSkusFromShopify;

-- A row that came twice: the newer one, and of two of one version the smaller, whichever came first.
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
WHERE (excluded.VariantUpdatedAt, excluded.ProductUpdatedAt, excluded.ItemUpdatedAt) > (VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt)
   OR ((excluded.VariantUpdatedAt, excluded.ProductUpdatedAt, excluded.ItemUpdatedAt) = (VariantUpdatedAt, ProductUpdatedAt, ItemUpdatedAt)
       AND compare_variants(excluded.Sku, excluded.Barcode, excluded.VariantTitle, excluded.Price, excluded.ProductId, excluded.InventoryItemId,
                            Sku, Barcode, VariantTitle, Price, ProductId, InventoryItemId) < 0);
