-- @runId bigint, @owner nvarchar(200)
SET NOCOUNT, XACT_ABORT ON;
BEGIN TRANSACTION;
EXEC [$schema$].FenceRun @runId, @owner;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
COMMIT TRANSACTION;
