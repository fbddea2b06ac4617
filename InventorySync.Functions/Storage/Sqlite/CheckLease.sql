SELECT 1 FROM SyncRun WHERE Id = @runId AND Owner = @owner AND State < 5;
