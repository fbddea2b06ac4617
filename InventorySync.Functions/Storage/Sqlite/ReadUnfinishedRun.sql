SELECT Id FROM SyncRun WHERE State < 5;
