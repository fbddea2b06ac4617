SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM PendingLookUp
WHERE (Kind = 1 AND Id IN (SELECT s.InventoryItemId FROM Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit))
   OR (Kind = 2 AND Id IN (SELECT s.ProductId FROM Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit))
ORDER BY Kind, Id;
