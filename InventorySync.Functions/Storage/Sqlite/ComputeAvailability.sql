-- No row while the item is not known.
SELECT Available FROM ItemAvailability WHERE InventoryItemId = @inventoryItemId;
