SELECT VariantId, IsDeleted, PresenceSeenAt, ProductId FROM Sku WHERE InventoryItemId = @inventoryItemId;
