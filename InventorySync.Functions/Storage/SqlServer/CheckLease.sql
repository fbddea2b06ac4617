-- @runId bigint, @owner nvarchar(200)
EXEC [$schema$].FenceRun @runId, @owner;
