UPDATE SyncRun SET State = 6, Owner = NULL, EndedAt = @now, Error = @error WHERE Id = @runId;
