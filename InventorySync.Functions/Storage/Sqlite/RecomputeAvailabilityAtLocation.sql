UPDATE Sku
SET Available = a.Available
FROM ItemAvailability AS a
WHERE a.InventoryItemId = Sku.InventoryItemId
  AND Sku.InventoryItemId IN (SELECT InventoryItemId FROM InventoryLevel WHERE LocationId = @locationId)
  AND Sku.Available IS NOT a.Available;
