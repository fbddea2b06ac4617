UPDATE SyncRun SET State = 7, Owner = NULL, EndedAt = @now WHERE Id = @runId;
