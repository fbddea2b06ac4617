-- name: ClearStaging
DELETE FROM StagedVariant;
DELETE FROM StagedInventoryLevel;
DELETE FROM StagedLocation;

-- name: CountStaged
SELECT (SELECT count(DISTINCT VariantId) FROM StagedVariant) AS Variants,
       (SELECT count(*) FROM (SELECT DISTINCT InventoryItemId, LocationId FROM StagedInventoryLevel)) AS Levels,
       (SELECT count(DISTINCT LocationId) FROM StagedLocation) AS Locations,
       (SELECT count(*)
        FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM StagedVariant GROUP BY InventoryItemId) AS i
        LEFT JOIN (SELECT InventoryItemId, count(DISTINCT LocationId) AS Came FROM StagedInventoryLevel GROUP BY InventoryItemId) AS l
            ON l.InventoryItemId = i.InventoryItemId
        WHERE coalesce(l.Came, 0) < i.Said) AS ItemsWithFewerLevels;
