INSERT INTO StagedInventoryLevel (InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt)
VALUES (@inventoryItemId, @locationId, @available, @onHand, @committed, @incoming, @updatedAt);
