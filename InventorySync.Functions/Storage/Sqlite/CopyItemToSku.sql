UPDATE Sku
SET Tracked = (SELECT Tracked FROM InventoryItem WHERE InventoryItemId = @inventoryItemId)
WHERE InventoryItemId = @inventoryItemId
  AND EXISTS (SELECT 1 FROM InventoryItem AS i WHERE i.InventoryItemId = @inventoryItemId AND i.Tracked <> Sku.Tracked);
