UPDATE SyncRun SET State = 6, Owner = NULL, EndedAt = @now, Error = @error WHERE Id = @runId;
-- It was their repair.
UPDATE FailedChange SET Tries = Tries + 1 WHERE RepairState = 0 AND LookUpId IS NULL;
