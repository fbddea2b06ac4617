-- @runId bigint, @owner nvarchar(200)
UPDATE [$schema$].SyncRun SET Owner = NULL, LeasedUntil = 0 WHERE Id = @runId AND Owner = @owner AND State < 5;
