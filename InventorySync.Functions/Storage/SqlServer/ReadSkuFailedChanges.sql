-- @sku nvarchar(500), @variantId bigint, @limit int, @most int
SELECT TOP (@most) Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM [$schema$].FailedChange
WHERE RepairState = 0
  AND ((LookUpKind = 1 AND LookUpId IN (SELECT TOP (@limit) s.InventoryItemId FROM [$schema$].Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId))
       OR (LookUpKind = 2 AND LookUpId IN (SELECT TOP (@limit) s.ProductId FROM [$schema$].Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId)))
ORDER BY ReceivedAt DESC, Id;
