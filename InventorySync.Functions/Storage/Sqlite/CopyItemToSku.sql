UPDATE Sku
SET Tracked = (SELECT Tracked FROM InventoryItem WHERE InventoryItemId = @inventoryItemId)
WHERE InventoryItemId = @inventoryItemId
  AND Tracked IS NOT (SELECT Tracked FROM InventoryItem WHERE InventoryItemId = @inventoryItemId);
