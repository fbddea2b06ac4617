-- Items with fewer levels than Shopify says they have: of these, a level that did not come is not known to be gone.
CREATE TEMP TABLE IF NOT EXISTS CutOffItem (InventoryItemId INTEGER NOT NULL PRIMARY KEY);
DELETE FROM CutOffItem;

INSERT INTO CutOffItem (InventoryItemId)
SELECT i.InventoryItemId
FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
WHERE i.Said > (SELECT count(*) FROM RawInventoryLevelsFromShopify AS l WHERE l.InventoryItemId = i.InventoryItemId);
