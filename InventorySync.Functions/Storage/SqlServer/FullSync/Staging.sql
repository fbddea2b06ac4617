-- name: ClearStaging
SET NOCOUNT ON;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;

-- name: CountStaged
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
SELECT (SELECT count_big(DISTINCT VariantId) FROM [$schema$].StagedVariant) AS Variants,
       (SELECT count_big(*) FROM (SELECT DISTINCT InventoryItemId, LocationId FROM [$schema$].StagedInventoryLevel) AS d) AS Levels,
       (SELECT count_big(DISTINCT LocationId) FROM [$schema$].StagedLocation) AS Locations,
       (SELECT count_big(*)
        FROM (SELECT InventoryItemId, max(LocationsCount) AS Said FROM [$schema$].StagedVariant GROUP BY InventoryItemId) AS i
        LEFT JOIN (SELECT InventoryItemId, count(DISTINCT LocationId) AS Came
            FROM [$schema$].StagedInventoryLevel
            GROUP BY InventoryItemId) AS l
            ON l.InventoryItemId = i.InventoryItemId
        WHERE coalesce(l.Came, 0) < i.Said) AS ItemsWithFewerLevels;
COMMIT TRANSACTION;

-- name: BeginReplacement
-- The gate and the fence of the last transaction: nothing is applied meanwhile, and no other instance has the run. Then what decides
-- whether it is discarded.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT ON;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;
SELECT max(BulkCreatedAt) AS LastAppliedBulkCreatedAt FROM [$schema$].SyncRun WHERE State = 5 /* SyncState.Succeeded */;

-- name: TruncateRaw
-- A truncation waits for whoever reads the table, and whoever comes meanwhile waits for it: so it gives up after five seconds, and is tried
-- again. From the first one on the raw tables' readers wait; the answer is how long they have until both were empty.
SET NOCOUNT ON;
SET LOCK_TIMEOUT 5000;
TRUNCATE TABLE [$schema$].RawSkusFromShopify;
DECLARE @since datetime2(3) = SYSUTCDATETIME();
TRUNCATE TABLE [$schema$].RawInventoryLevelsFromShopify;
SET LOCK_TIMEOUT -1;
SELECT CAST(DATEDIFF(millisecond, @since, SYSUTCDATETIME()) AS bigint) AS WaitedMilliseconds;

-- name: DeleteRaw
-- For shops whose readers must not wait at all: under READ_COMMITTED_SNAPSHOT they see the old rows until the commit. Slower, and more to
-- log.
SET NOCOUNT ON;
DELETE FROM [$schema$].RawSkusFromShopify;
DELETE FROM [$schema$].RawInventoryLevelsFromShopify;
