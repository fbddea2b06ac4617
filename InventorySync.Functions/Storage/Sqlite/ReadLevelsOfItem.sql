SELECT LocationId FROM InventoryLevel WHERE InventoryItemId = @inventoryItemId;
