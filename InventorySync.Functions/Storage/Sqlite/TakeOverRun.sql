UPDATE SyncRun
SET Owner = @owner, LeasedUntil = @leasedUntil
WHERE Id = @runId AND State < 5 AND (Owner IS NULL OR LeasedUntil <= @now);
