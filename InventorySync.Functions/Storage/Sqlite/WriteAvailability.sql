UPDATE Sku SET Available = @available WHERE InventoryItemId = @inventoryItemId AND Available IS NOT @available;
