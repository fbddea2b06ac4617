UPDATE SyncRun SET State = 7, Owner = NULL, EndedAt = @now, Error = @reason WHERE Id = @runId;
