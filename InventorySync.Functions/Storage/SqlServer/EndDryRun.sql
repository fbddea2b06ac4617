-- @runId bigint, @owner nvarchar(200), @now bigint, @reason nvarchar(max)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
UPDATE [$schema$].SyncRun SET State = 7, Owner = NULL, EndedAt = @now, Error = @reason WHERE Id = @runId;
COMMIT TRANSACTION;
