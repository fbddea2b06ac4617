-- name: ReplaceRawSkus
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
       AND compare_variants(excluded.Sku, excluded.Barcode, excluded.VariantTitle, excluded.Price, excluded.ProductId,
           excluded.InventoryItemId,
                            Sku, Barcode, VariantTitle, Price, ProductId, InventoryItemId) < 0);

-- name: ReplaceRawInventoryLevels
DELETE FROM RawInventoryLevelsFromShopify;

-- Variants that share an item give its levels twice, read at different instants: the newer one, and of two of one second the smaller.
INSERT INTO RawInventoryLevelsFromShopify (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt
FROM StagedInventoryLevel
WHERE true
ON CONFLICT (InventoryItemId, LocationId) DO UPDATE
SET Available = excluded.Available,
    OnHand = excluded.OnHand,
    Committed = excluded.Committed,
    Incoming = excluded.Incoming,
    UpdatedAt = excluded.UpdatedAt
WHERE (excluded.UpdatedAt, -excluded.Available) > (UpdatedAt, -Available);
