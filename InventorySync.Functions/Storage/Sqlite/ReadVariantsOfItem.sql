SELECT VariantId FROM Sku WHERE InventoryItemId = @inventoryItemId;
