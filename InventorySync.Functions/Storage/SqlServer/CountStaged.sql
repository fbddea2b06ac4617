-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
SELECT (SELECT count_big(DISTINCT VariantId) FROM [$schema$].StagedVariant) AS Variants,
       (SELECT count_big(*) FROM (SELECT DISTINCT InventoryItemId, LocationId FROM [$schema$].StagedInventoryLevel) AS d) AS Levels,
       (SELECT count_big(DISTINCT LocationId) FROM [$schema$].StagedLocation) AS Locations,
       (SELECT count_big(*)
        FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM [$schema$].StagedVariant GROUP BY InventoryItemId) AS i
        LEFT JOIN (SELECT InventoryItemId, count(DISTINCT LocationId) AS Came FROM [$schema$].StagedInventoryLevel GROUP BY InventoryItemId) AS l
            ON l.InventoryItemId = i.InventoryItemId
        WHERE coalesce(l.Came, 0) < i.Said) AS ItemsWithFewerLevels;
COMMIT TRANSACTION;
