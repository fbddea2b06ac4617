-- @runId bigint, @owner nvarchar(200), @now bigint, @error nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
UPDATE [$schema$].SyncRun SET State = 6, Owner = NULL, EndedAt = @now, Error = @error WHERE Id = @runId;
COMMIT TRANSACTION;
