SELECT max(BulkCreatedAt) FROM SyncRun WHERE State = 5;
