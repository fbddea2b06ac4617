-- The gate and the fence of the last transaction: nothing is applied meanwhile, and no other instance has the run. Then what decides whether it is discarded.
-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT ON;
EXEC [$schema$].TakeLock N'InventorySync:apply', N'Exclusive';
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;
SELECT max(BulkCreatedAt) AS LastAppliedBulkCreatedAt FROM [$schema$].SyncRun WHERE State = 5;
