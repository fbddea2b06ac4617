SELECT InventoryItemId, LocationId, Available, OnHand, Committed, Incoming, UpdatedAt FROM [$schema$].RawInventoryLevelsFromShopify;
