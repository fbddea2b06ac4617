-- @sku nvarchar(500), @variantId bigint, @limit int
SELECT Kind, Id, Reason, AskedAt, SeenAfter, NotBefore, Tries
FROM [$schema$].PendingLookUp
WHERE (Kind = 1 AND Id IN (SELECT TOP (@limit) s.InventoryItemId FROM [$schema$].Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId))
   OR (Kind = 2 AND Id IN (SELECT TOP (@limit) s.ProductId FROM [$schema$].Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId))
ORDER BY Kind, Id;
