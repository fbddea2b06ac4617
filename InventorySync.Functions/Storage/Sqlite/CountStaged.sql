SELECT (SELECT count(DISTINCT VariantId) FROM StagedVariant),
       (SELECT count(*) FROM (SELECT DISTINCT InventoryItemId, LocationId FROM StagedInventoryLevel)),
       (SELECT count(DISTINCT LocationId) FROM StagedLocation),
       (SELECT count(*)
        FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
        LEFT JOIN (SELECT InventoryItemId, count(DISTINCT LocationId) AS Came FROM StagedInventoryLevel GROUP BY InventoryItemId) AS l
            ON l.InventoryItemId = i.InventoryItemId
        WHERE coalesce(l.Came, 0) < i.Said);
