-- @runId bigint, @causes nvarchar(max), @deliveries nvarchar(max)
SET NOCOUNT ON;
UPDATE [$schema$].SyncRun SET DriftCauses = @causes, Deliveries = @deliveries WHERE Id = @runId;
