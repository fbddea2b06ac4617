SELECT Id, Kind, Topic, Reason, ReceivedAt, SeenAt, LookUpKind, LookUpId, Tries, RepairState
FROM FailedChange
WHERE RepairState = 0
  AND ((LookUpKind = 1 AND LookUpId IN (SELECT s.InventoryItemId FROM Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit))
       OR (LookUpKind = 2 AND LookUpId IN (SELECT s.ProductId FROM Sku AS s WHERE s.Sku = @sku OR s.VariantId = @variantId ORDER BY s.IsDeleted, s.VariantId LIMIT @limit)))
ORDER BY ReceivedAt DESC, Id
LIMIT @most;
