UPDATE SyncRun SET Owner = NULL, LeasedUntil = 0 WHERE Id = @runId AND Owner = @owner AND State < 5;
