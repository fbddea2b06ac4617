UPDATE Sku
SET Available = a.Available
FROM ItemAvailability AS a
WHERE a.InventoryItemId = Sku.InventoryItemId AND Sku.Available IS NOT a.Available;
