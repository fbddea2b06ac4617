-- One row per live variant of the item; none while the item is not known or has none.
SELECT Sku, Available FROM Sku WHERE InventoryItemId = @inventoryItemId AND IsDeleted = 0 ORDER BY VariantId;
