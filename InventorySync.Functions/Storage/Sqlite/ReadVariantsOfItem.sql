SELECT VariantId, IsDeleted, PresenceSeenAt FROM Sku WHERE InventoryItemId = @inventoryItemId;
