-- Rows that came, went or changed for readers.
SELECT
    (SELECT count(*)
     FROM Sku AS s
     LEFT JOIN SkuBefore AS b ON b.VariantId = s.VariantId
     WHERE s.IsDeleted = 0
       AND (b.VariantId IS NULL
            OR b.ProductId <> s.ProductId OR b.InventoryItemId <> s.InventoryItemId OR b.Sku IS NOT s.Sku OR b.Barcode IS NOT s.Barcode OR b.Title <> s.Title
            OR b.Price <> s.Price OR b.ProductTitle IS NOT s.ProductTitle OR b.ProductStatus IS NOT s.ProductStatus OR b.Tracked IS NOT s.Tracked
            OR b.Available IS NOT s.Available))
    + (SELECT count(*) FROM SkuBefore AS b JOIN Sku AS s ON s.VariantId = b.VariantId WHERE s.IsDeleted = 1);
