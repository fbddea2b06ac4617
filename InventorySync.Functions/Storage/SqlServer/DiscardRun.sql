-- @runId bigint, @now bigint
SET NOCOUNT ON;
UPDATE [$schema$].SyncRun SET State = 7, Owner = NULL, EndedAt = @now WHERE Id = @runId;
TRUNCATE TABLE [$schema$].StagedVariant;
TRUNCATE TABLE [$schema$].StagedInventoryLevel;
TRUNCATE TABLE [$schema$].StagedLocation;
