INSERT INTO DryRun (SyncRunId) VALUES (@runId);
