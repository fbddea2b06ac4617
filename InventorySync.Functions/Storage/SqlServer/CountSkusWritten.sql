-- Rows that came, went or changed for readers.
SELECT
    (SELECT count_big(*)
     FROM [$schema$].Sku AS s
     LEFT JOIN [$schema$].SkuBefore AS b ON b.VariantId = s.VariantId
     WHERE s.IsDeleted = 0
       AND (b.VariantId IS NULL
            OR [$schema$].CompareVariants(
                   b.Sku, b.Barcode, b.Title, b.Price, b.ProductId, b.InventoryItemId,
                   s.Sku, s.Barcode, s.Title, s.Price, s.ProductId, s.InventoryItemId) <> 0
            OR [$schema$].CompareProducts(b.ProductTitle, b.ProductStatus, s.ProductTitle, s.ProductStatus) <> 0
            OR EXISTS (SELECT b.Tracked, b.Available EXCEPT SELECT s.Tracked, s.Available)))
    + (SELECT count_big(*)
       FROM [$schema$].SkuBefore AS b
       JOIN [$schema$].Sku AS s ON s.VariantId = b.VariantId
       WHERE s.IsDeleted = 1) AS SkusWritten;
