-- @runId bigint, @owner nvarchar(200), @now bigint, @error nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].TakeLock N'InventorySync:needs', N'Exclusive';
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
UPDATE [$schema$].SyncRun SET State = 6, Owner = NULL, EndedAt = @now, Error = @error WHERE Id = @runId;
-- It was their repair.
UPDATE [$schema$].FailedChange SET Tries = Tries + 1 WHERE RepairState = 0 AND LookUpId IS NULL;
COMMIT TRANSACTION;
