UPDATE SyncRun SET DriftCauses = @causes, Deliveries = @deliveries WHERE Id = @runId;
